import { testChecker } from '../test-checker.ts';

const RUST = `pub fn add(a: i32, b: i32) -> i32 {
    a + b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds() {
        assert_eq!(add(1, 2), 3);
        assert_eq!(add(-1, 1), 0);
    }
}
`;
const GO = `package demo

import "testing"

func TestAdd(t *testing.T) {
	if got := Add(1, 2); got != 3 {
		t.Errorf("got %d, want 3", got)
	}
}
`;
const JAVA = `package demo;

class AdderTest {
  @Test
  void adds() {
    assertEquals(3, Adder.add(1, 2));
    assertEquals(0, Adder.add(-1, 1));
  }
}
`;
const ADDED_RUST = '    #[test]\n    #[ignore = "slow"]\n    fn slowly() {\n        assert_eq!(add(1, 1), 2);\n    }\n}\n';
const GO_SOURCE = 'package demo\n\nfunc Add(a, b int) int { return a + b }\n';
const base = {
  'src/lib.rs': RUST,
  'add_test.go': GO,
  'add.go': GO_SOURCE,
  'src/test/java/demo/AdderTest.java': JAVA,
  'src/main/java/demo/Adder.java': 'package demo;\n\nclass Adder {\n  static int add(int a, int b) {\n    return a + b;\n  }\n}\n',
};
const LIMIT_SOURCE = 'package demo\n\nfunc New() int { return 1 }\n\nfunc MaxNesting(a int) int { return a + New() }\n';
const LIMIT = `package demo

import "testing"

func TestMaxNesting(t *testing.T) {
	_ = New()
	tests := []struct{ in, want int }{
		{1, 2},
		{2, 3},
		{3, 4},
	}
	for _, test := range tests {
		if got := MaxNesting(test.in); got != test.want {
			t.Errorf("got %d, want %d", got, test.want)
		}
	}
}
`;
const MORE_ROWS =
  '\tnested := func(levels int) string { return strings.Repeat("[", levels) }\n\tif len(nested(128)) == 0 || nested(5) != "[[[[[" {\n\t\tt.Fatal("exceeds what is allowed")\n\t}\n';
const LIMIT_SHORT = 'package demo\n\nimport "testing"\n\nfunc TestMaxNesting(t *testing.T) {\n\tMaxNesting(New())\n}\n';
const limits = { 'limit.go': LIMIT_SOURCE, 'limit_test.go': LIMIT };
const rust = (from: string, to: string) => ({ base, head: { 'src/lib.rs': RUST.replace(from, to) } });
const go = (from: string, to: string) => ({ base, head: { 'add_test.go': GO.replace(from, to) } });
const java = (from: string, to: string) => ({ base, head: { 'src/test/java/demo/AdderTest.java': JAVA.replace(from, to) } });
const finds = (rule: string, path: string, line?: number) => ({ findings: [{ rule, path, ...(line === undefined ? {} : { line }) }] });
const JAVA_PATH = 'src/test/java/demo/AdderTest.java';

testChecker(import.meta.url, {
  clean: [
    { name: 'Rust: a test renamed', ...rust('fn adds', 'fn adds_two_numbers') },
    {
      name: 'Rust: a test reformatted',
      ...rust('        assert_eq!(add(1, 2), 3);', '        assert_eq!(\n            add(1, 2),\n            3,\n        );'),
    },
    { name: 'Rust: a new test that is left out for now', ...rust('    }\n}\n', `    }\n\n${ADDED_RUST}`) },
    {
      name: 'Go: an error made in another way',
      base: { ...base, 'wrap_test.go': GO.replace('Add(1, 2)', 'Wrap(errors.Errorf("%d", 1)).Error()') },
      head: { 'wrap_test.go': GO.replace('Add(1, 2)', 'Text(errors.New("1"))') },
    },
    {
      name: 'Rust: tests moved to a file of their own',
      base,
      head: {
        'src/lib.rs': `${RUST.split('\n\n#[cfg')[0]}\n\n#[cfg(test)]\nmod tests;\n`,
        'src/tests.rs': 'use super::*;\n\n#[test]\nfn adds() {\n    assert_eq!(add(1, 2), 3);\n    assert_eq!(add(-1, 1), 0);\n}\n',
      },
    },
    {
      name: 'Rust: a test gone with its function',
      base,
      head: { 'src/lib.rs': 'pub fn sub(a: i32, b: i32) -> i32 {\n    a - b\n}\n' },
    },
    {
      name: 'Go: two tests made one',
      base: { ...base, 'add_test.go': `${GO}\nfunc TestMore(t *testing.T) {\n\tif Add(2, 2) != 4 {\n\t\tt.Error("wrong")\n\t}\n}\n` },
      head: { 'add_test.go': GO.replace(/\}\n$/, '\n\tif Add(2, 2) != 4 {\n\t\tt.Error("wrong")\n\t}\n}\n') },
    },
    {
      name: 'Go: a test of a function that got another name, and asks for more',
      base: limits,
      head: {
        'limit.go': LIMIT_SOURCE.replaceAll('MaxNesting', 'Depth'),
        'limit_test.go': LIMIT.replaceAll('MaxNesting', 'Depth').replace('\t_ = New()\n', MORE_ROWS),
      },
    },
    { name: 'Go: a test gone with its function', base, head: { 'add_test.go': null, 'add.go': 'package demo\n' } },
    { name: 'Go: a test moved to another file', base, head: { 'add_test.go': null, 'sum_test.go': GO } },
    {
      name: 'Java: a test gone with its class',
      base,
      head: { [JAVA_PATH]: null, 'src/main/java/demo/Adder.java': null },
    },
  ],
  flagged: [
    {
      name: 'Rust: a test deleted',
      ...rust(RUST.slice(RUST.indexOf('    #[test]'), RUST.lastIndexOf('}')), ''),
      expect: finds('test-deleted', 'src/lib.rs', 9),
    },
    { name: 'Rust: a test ignored', ...rust('#[test]', '#[test]\n    #[ignore]'), expect: finds('test-skipped', 'src/lib.rs', 10) },
    {
      name: 'Rust: a test that is to panic now',
      ...rust('#[test]', '#[test]\n    #[should_panic]'),
      expect: finds('test-skipped', 'src/lib.rs', 10),
    },
    { name: 'Rust: tests compiled out', ...rust('#[cfg(test)]', '#[cfg(any())]'), expect: finds('test-skipped', 'src/lib.rs', 5) },
    {
      name: 'Rust: an assertion commented out',
      ...rust('assert_eq!(add(-1', '// assert_eq!(add(-1'),
      expect: finds('assertion-removed', 'src/lib.rs', 12),
    },
    {
      name: 'Rust: a return before the assertions',
      ...rust('() {\n        assert', '() {\n        return;\n        assert'),
      expect: finds('assertion-removed', 'src/lib.rs', 11),
    },
    {
      name: 'Rust: a macro that asserts nothing',
      ...rust('mod tests {', 'mod tests {\n    macro_rules! assert_eq {\n        ($($any:tt)*) => {};\n    }'),
      expect: finds('assertion-removed', 'src/lib.rs', 7),
    },
    {
      name: 'Go: an assertion under what never holds',
      ...go('if got := Add(1, 2); got != 3 {', 'if false {\n\t\tgot := 3'),
      expect: finds('assertion-removed', 'add_test.go', 6),
    },
    {
      name: 'Go: a test deleted beside a new one that is alike',
      base: limits,
      head: {
        'limit_test.go': LIMIT.replace('TestMaxNesting', 'TestDepth')
          .replace('MaxNesting(test.in)', 'Depth(test.in)')
          .replace('{3, 4}', '{7, 9}'),
      },
      expect: finds('test-deleted', 'limit_test.go', 5),
    },
    {
      name: 'Go: a test deleted where its function got another name',
      base: limits,
      head: { 'limit.go': LIMIT_SOURCE.replaceAll('MaxNesting', 'Depth'), 'limit_test.go': LIMIT_SHORT.replaceAll('MaxNesting', 'Depth') },
      expect: finds('test-deleted', 'limit_test.go', 5),
    },
    { name: 'Go: a test deleted', base, head: { 'add_test.go': null }, expect: finds('test-deleted', 'add_test.go') },
    {
      name: 'Go: a test that go does not run any more',
      ...go('func TestAdd', 'func testAdd'),
      expect: finds('test-deleted', 'add_test.go', 5),
    },
    {
      name: 'Go: a test that may leave before it asserts',
      ...go('{\n\tif', '{\n\tif !testing.Verbose() {\n\t\treturn\n\t}\n\tif'),
      expect: finds('assertion-removed', 'add_test.go', 6),
    },
    {
      name: 'Go: a function that only panics, and a method that an interface may want',
      base,
      head: {
        'add.go':
          'package demo\n\nfunc Add(a, b int) int {\n\tpanic("not implemented")\n}\n\nfunc (x X) Sub() { panic("not implemented") }\n',
      },
      expect: {
        findings: [
          { rule: 'stub', path: 'add.go', line: 4 },
          { rule: 'stub', path: 'add.go', line: 7 },
        ],
      },
    },
    { name: 'Go: a test skipped', ...go('{\n\tif', '{\n\tt.Skip("flaky")\n\tif'), expect: finds('test-skipped', 'add_test.go', 6) },
    {
      name: 'Go: tests behind a tag, and one behind a tag that is skipped as well',
      base: { ...base, 'slow_test.go': `//go:build slow\n\n${GO}` },
      head: {
        'add_test.go': `//go:build slow\n\n${GO}`,
        'slow_test.go': `//go:build slow\n\n${GO.replace('{\n\tif', '{\n\tt.Skip()\n\tif')}`,
      },
      expect: {
        findings: [
          { rule: 'test-skipped', path: 'add_test.go', line: 1 },
          { rule: 'test-skipped', path: 'add_test.go', line: 1 },
          { rule: 'test-skipped', path: 'slow_test.go', line: 8 },
        ],
      },
    },
    { name: 'Go: a failure only logged', ...go('t.Errorf', 't.Logf'), expect: finds('assertion-removed', 'add_test.go', 7) },
    { name: 'Java: a test without its annotation', ...java('  @Test\n', ''), expect: finds('test-deleted', JAVA_PATH, 4) },
    { name: 'Java: a test disabled', ...java('@Test', '@Test @Disabled'), expect: finds('test-skipped', JAVA_PATH, 4) },
    { name: 'Java: a class disabled', ...java('class', '@Disabled\nclass'), expect: finds('test-skipped', JAVA_PATH, 3) },
    {
      name: 'Java: an assertion taken away',
      ...java('    assertEquals(0, Adder.add(-1, 1));\n', ''),
      expect: finds('assertion-removed', JAVA_PATH, 7),
    },
  ],
});
