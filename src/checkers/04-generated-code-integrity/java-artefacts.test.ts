import { testChecker } from '../test-checker.ts';
import { finds } from './fixtures/app.ts';

const PATH = 'src/main/java/shop/Store.java';
const JAVA = `package shop;

import java.util.List;

/** Keeps names. */
@SuppressWarnings({"unchecked", "rawtypes"})
public final class Store implements Runnable {
    private final List<String> names;

    public Store(List<String> names) {
        this.names = names;
    }

    public int find(String name, int from) {
        int at = names.indexOf(name);
        return at < from ? -1 : at;
    }

    @Override
    public void run() {
        try {
            names.forEach(System.out::println);
            names.clear();
        } catch (IllegalStateException e) {
            names.add("failed {");
        }
    }

    void check(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("no name");
        }
    }
}
`;
const FIND = '        int at = names.indexOf(name);\n        return at < from ? -1 : at;\n';
const RUN = JAVA.slice(JAVA.indexOf('        try {'), JAVA.indexOf('    void check'));
const CHECK = JAVA.slice(JAVA.indexOf('        if (name'), JAVA.indexOf('    }\n}\n'));
const base = { [PATH]: JAVA };
const java = (from: string, to: string) => ({ base, head: { [PATH]: JAVA.replace(from, () => to) } });
const method = (text: string) => java('    void check', `    ${text}\n\n    void check`);
const stubAt = (line: number) => finds('stub', PATH, line);

testChecker(import.meta.url, {
  clean: [
    {
      name: 'methods for other parameters, types and classes',
      ...method(
        'int find(String name) {\n        return find(name, 0);\n    }\n    <T extends Number> T one(T a) {\n        return a;\n    }\n    <T extends List<?>> T one(T a) {\n        return a;\n    }\n    enum Kind {\n        A(1) {\n            int find(String name, int from) {\n                return 1;\n            }\n        };\n        Kind(int a) {}\n    }',
      ),
    },
    {
      name: 'an error that is looked at, a new method without a body, and one that is not supported',
      ...method(
        'void go() {\n        try {\n            run();\n        } catch (RuntimeException e) {\n            throw e;\n        }\n    }\n    void none() {\n    }\n    void never() {\n        throw new UnsupportedOperationException("read only");\n    }',
      ),
    },
    { name: 'a constructor that lets another one set the fields', ...java('        this.names = names;\n', '') },
    {
      name: 'an error that is passed over and says why, by a comment or by its name, is a warning',
      ...method(
        'void go() {\n        try {\n            run();\n        } catch (A | B e) {\n            // nothing to close\n        } catch (C ignored) {\n        }\n    }',
      ),
      expect: {
        findings: [
          { rule: 'stub', path: PATH, line: 32 },
          { rule: 'stub', path: PATH, line: 34 },
        ],
      },
    },
    {
      name: 'a new method that others ask for, and that is not written yet, is a warning',
      ...method(
        '@Override\n    public String toString() {\n        throw new UnsupportedOperationException("not implemented yet");\n    }',
      ),
      expect: stubAt(31),
    },
  ],
  flagged: [
    {
      name: 'a method again',
      ...method('public int find(final String other, int at) {\n        return 0;\n    }'),
      expect: finds('duplicate-definition', PATH, 29),
    },
    {
      name: 'a method that only throws',
      ...java(FIND, '        throw new UnsupportedOperationException("Not implemented yet");\n'),
      expect: stubAt(15),
    },
    { name: 'one that others ask for', ...java(RUN, '        throw new IllegalStateException("TODO");\n    }\n\n'), expect: stubAt(21) },
    { name: 'one that says no more than that', ...java(FIND, '        throw new UnsupportedOperationException();\n'), expect: stubAt(14) },
    { name: 'a new one', ...method('int sum() {\n        throw new NotImplementedException();\n    }'), expect: stubAt(30) },
    { name: 'a constant', ...java(FIND, '        return -1;\n'), expect: stubAt(15) },
    { name: 'a method that does nothing any more', ...java(CHECK, ''), expect: stubAt(29) },
    { name: 'an error that nobody sees', ...java('            names.add("failed {");\n', ''), expect: stubAt(24) },
    {
      name: 'a file that ends in the middle',
      base,
      head: { [PATH]: JAVA.slice(0, JAVA.indexOf('        } catch')) },
      expect: { findings: [{ rule: 'truncated-file', path: PATH, line: 23 }] },
    },
    { name: 'a brace too many', ...java(FIND, `${FIND}    }\n`), expect: finds('truncated-file', PATH, 35) },
    {
      name: 'a new file that ends in a comment',
      base,
      head: { 'A.java': 'class A {\n}\n/* and\n' },
      expect: finds('truncated-file', 'A.java', 3),
    },
    {
      name: 'Go and Rust that end in the middle',
      base: { ...base, 'a.go': 'package a\n\nfunc A() int {\n\treturn 1\n}\n', 'a.rs': 'fn a() -> u8 {\n    1\n}\n' },
      head: { 'a.go': 'package a\n\nfunc A() int {\n', 'a.rs': 'fn a() -> u8 {\n    call(\n' },
      expect: {
        findings: [
          { rule: 'truncated-file', path: 'a.go', line: 3 },
          { rule: 'truncated-file', path: 'a.rs', line: 2 },
        ],
      },
    },
  ],
});
