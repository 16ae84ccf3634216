import { testChecker } from '../test-checker.ts';
import { finds } from './fixtures/app.ts';

const RUST = `use std::fmt;

pub struct Store {
    names: Vec<String>,
}

impl Store {
    pub fn find(&self, name: &str) -> Option<usize> {
        let wanted = name.trim();
        self.names.iter().position(|one| one == wanted)
    }
}

impl fmt::Display for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.names.len())
    }
}

pub fn join(names: &[String; 2]) -> String {
    names.join(", ")
}
`;
const GO = `package demo

import "errors"

func (s *Store) check(name string) error {
	if name == "" {
		return errors.New("no name")
	}
	return s.find(name)
}

func isOpen(port int) bool {
	if port > 1024 {
		return true
	}
	return false
}

func load(s *Store) error {
	if err := s.read(); err != nil {
		return err
	}
	return nil
}
`;
const base = { 'Cargo.toml': '[package]\nname = "demo"\n', 'src/lib.rs': RUST, 'store.go': GO };
const changed = (path: 'src/lib.rs' | 'store.go', from: string, to: string) => ({
  base,
  head: { [path]: base[path].replace(from, to) },
});
const rust = (from: string, to: string) => changed('src/lib.rs', from, to);
const go = (from: string, to: string) => changed('store.go', from, to);
const FIND = '        let wanted = name.trim();\n        self.names.iter().position(|one| one == wanted)\n';
const JOIN = 'pub fn join(names: &[String; 2]) -> String {\n    names.join(", ")\n}\n';
const CHECK = '\tif name == "" {\n\t\treturn errors.New("no name")\n\t}\n\treturn s.find(name)\n';

testChecker(import.meta.url, {
  clean: [
    {
      name: 'Rust: a macro that is called after something',
      ...rust(FIND, '        if name.is_empty() {\n            todo!()\n        }\n        None\n'),
    },
    {
      name: 'Rust: a function for each platform, in one trait and another, and in a macro',
      base,
      head: {
        'src/lib.rs': `${RUST}#[cfg(unix)]\nfn open() -> u8 {\n    1\n}\n#[cfg(windows)]\nfn open() -> u8 {\n    2\n}\nimpl A for Store {\n    fn go(&self) {}\n}\nimpl B for Store {\n    fn go(&self) {}\n}\nmacro_rules! two {\n    () => {\n        fn one() {}\n    };\n    ($a:ident) => {\n        fn one() {}\n    };\n}\n`,
      },
    },
    { name: 'Rust: another way to the same answer', ...rust('name.trim()', 'name.trim_end()') },
    {
      name: 'Rust: a new function that answers the same to everybody',
      ...rust('impl Store {\n', 'impl Store {\n    pub fn is_open(&self) -> bool {\n        true\n    }\n\n'),
    },
    {
      name: 'Go: an error that the other branch looks at',
      ...go('err != nil {\n\t\treturn err\n\t}', 'err != nil {\n\t} else {\n\t\ts.done()\n\t}'),
    },
    { name: 'Go: many of init', ...go('import', 'func init() {}\n\nfunc init() {}\n\nimport') },
    { name: 'Go: a method of each of two types', base, head: { 'b.go': 'package demo\n\nfunc (a A) Go() {}\n\nfunc (b *B) Go() {}\n' } },
    {
      name: 'Go: the same answer where there was never another',
      base: { ...base, 'b.go': 'package demo\n\nfunc (s *Store) close() error {\n\ts.end()\n\treturn nil\n}\n' },
      head: { 'b.go': 'package demo\n\nfunc (s *Store) close() error {\n\treturn nil\n}\n' },
    },
  ],
  flagged: [
    {
      name: 'Rust and Go: a program that is given nothing, and does nothing any more',
      base: {
        ...base,
        'src/main.rs': 'fn run() -> Result<()> {\n    let options = read()?;\n    serve(&options)?;\n    Ok(())\n}\n',
        'main.go':
          'package demo\n\nfunc run() error {\n\tif err := read(); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}\n\nfunc main() {\n\trun()\n\tend()\n}\n',
      },
      head: {
        'src/main.rs': 'fn run() -> Result<()> {\n    Ok(())\n}\n',
        'main.go': 'package demo\n\nfunc run() error {\n\treturn nil\n}\n\nfunc main() {\n}\n',
      },
      expect: {
        findings: [
          { rule: 'stub', path: 'main.go', line: 4 },
          { rule: 'stub', path: 'main.go', line: 7 },
          { rule: 'stub', path: 'src/main.rs', line: 2 },
        ],
      },
    },
    {
      name: 'Go: a method that others ask for, and that only panics now',
      ...go(CHECK, '\tpanic("not implemented")\n'),
      expect: finds('stub', 'store.go', 6),
    },
    { name: 'Rust: a function that only says todo!', ...rust(FIND, '        todo!()\n'), expect: finds('stub', 'src/lib.rs', 9) },
    {
      name: 'Rust: one of a trait that says so, and a function that panics so',
      base,
      head: {
        'src/lib.rs': RUST.replace('write!(f, "{}", self.names.len())', 'todo!("show {}", self.len())').replace(
          'names.join(", ")',
          'panic!("not implemented yet")',
        ),
      },
      expect: {
        findings: [
          { rule: 'stub', path: 'src/lib.rs', line: 16 },
          { rule: 'stub', path: 'src/lib.rs', line: 21 },
        ],
      },
    },
    { name: 'Rust: a function that gives everybody the same now', ...rust(FIND, '        None\n'), expect: finds('stub', 'src/lib.rs', 9) },
    {
      name: 'Rust: an empty text for everybody, and no failure',
      base: {
        ...base,
        'src/load.rs': 'pub fn load(path: &str) -> Result<String, Fault> {\n    let text = read(path)?;\n    Ok(text)\n}\n',
      },
      head: { 'src/load.rs': 'pub fn load(path: &str) -> Result<String, Fault> {\n    Ok(String::new())\n}\n' },
      expect: finds('stub', 'src/load.rs', 2),
    },
    { name: 'Rust: a function twice', ...rust(JOIN, `${JOIN}\n${JOIN}`), expect: finds('duplicate-definition', 'src/lib.rs', 24) },
    { name: 'Go: a check that approves of everything', ...go(CHECK, '\treturn nil\n'), expect: finds('stub', 'store.go', 6) },
    {
      name: 'Go: a question that everybody gets the same answer to',
      ...go('\tif port > 1024 {\n\t\treturn true\n\t}\n\treturn false\n', '\treturn true\n'),
      expect: finds('stub', 'store.go', 13),
    },
    {
      name: 'Go: an error that nobody sees',
      ...go('err != nil {\n\t\treturn err\n\t}', 'err != nil {\n\t}'),
      expect: finds('stub', 'store.go', 20),
    },
    {
      name: 'Go: a function twice',
      ...go('func load', 'func isOpen(port int) bool {\n\treturn port > 80\n}\n\nfunc load'),
      expect: finds('duplicate-definition', 'store.go', 19),
    },
  ],
});
