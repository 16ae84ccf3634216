import { testChecker } from '../test-checker.ts';

/** A repository that builds by a script of its own, without dependencies; what the script says is the case. */
function building(script: string): Record<string, string> {
  return { 'package.json': JSON.stringify({ name: 'a', type: 'module', scripts: { build: 'node build.js' } }), 'build.js': script };
}

/** Compiles as tsc does, as far as a line \`error:<code>:<message>\` in a source is an error. */
const COMPILER = `
import { existsSync, readFileSync, readdirSync } from 'node:fs';
let failed = false;
for (const name of readdirSync('src').toSorted()) {
  readFileSync('src/' + name, 'utf8').split('\\n').forEach((line, index) => {
    const [, code, message] = line.match(/^wrong (TS\\d+) (.*)$/) ?? [];
    if (code === undefined) return;
    console.log('src/' + name + '(' + (index + 1) + ',1): error ' + code + ': ' + message);
    failed = true;
  });
}
if (existsSync('broken')) { console.error('something broke'); failed = true; }
process.exitCode = failed ? 2 : 0;
`;

const WRONG = "wrong TS2322 Type 'string' is not assignable to type 'number'.";
/** What npm says of it, said where the lockfile is not the base's. */
const OUT_OF_SYNC = `commands:
  install: |
    grep -q base package-lock.json || { echo 'npm error \`npm ci\` can only install packages when your package.json and package-lock.json are in sync.'; exit 1; }
`;
const BASE = { ...building(COMPILER), 'src/a.ts': 'export const one = 1;\n' };

testChecker(import.meta.url, {
  clean: [
    { name: 'it builds', base: BASE, head: { 'src/a.ts': 'export const one = 2;\n' } },
    { name: 'the change mends a broken build', base: { ...BASE, 'src/a.ts': WRONG }, head: { 'src/a.ts': 'export const one = 1;\n' } },
    {
      name: 'nothing to build and nothing to install',
      base: { 'package.json': '{"name":"a"}', 'a.js': 'export {};\n' },
      head: { 'a.js': 'export const a = 1;\n' },
      expect: { verdict: 'not-applicable', reason: /no build command, nothing to install and no language that is compiled/ },
    },
    {
      name: 'TypeScript that nothing compiles and no tsconfig.json: run as it is',
      base: { 'package.json': '{"name":"a"}', 'a.ts': 'export {};\n' },
      head: { 'a.ts': 'export const a = 1;\n' },
      expect: { verdict: 'not-applicable' },
    },
    {
      name: 'JavaScript with declarations and tests of types beside it',
      base: {
        'package.json': '{"name":"a"}',
        'tsconfig.json': '{"compilerOptions":{"checkJs":true}}',
        'a.js': 'export const a = 1;\n',
        'types/index.d.ts': 'export const a: number;\n',
        'types/index.tst.ts': 'export {};\n',
        'test/types.ts': 'export {};\n',
      },
      head: { 'a.js': 'export const a = 2;\n' },
      expect: { verdict: 'not-applicable' },
    },
    { name: 'Python is compiled', base: { 'requirements.txt': '', 'a.py': 'x = 1\n' }, head: { 'a.py': 'x = 2\n' } },
  ],
  flagged: [
    ...[
      ['# demo\n./limit.go:3:9: undefined: max\nnote: module requires Go 1.21', '1.21'],
      ['go: errors parsing go.mod:\ngo: go.mod requires go >= 1.24.0 (running go 1.22.2; GOTOOLCHAIN=local)', '1.24.0'],
      ['error: rustc 1.70.0 is not supported by the following package:\n  semver@1.0.28 requires rustc 1.81', '1.81'],
      ['error: package `demo v1.0.0` cannot be built because it requires rustc 1.85 or newer, while', '1.85'],
    ].map(([said = '', version = '']) => ({
      name: `a toolchain that is too old: ${version}`,
      base: { ...BASE, 'build.js': '' },
      head: { 'build.js': `console.error(${JSON.stringify(said)});\nprocess.exit(1);\n` },
      expect: { verdict: 'errored', reason: new RegExp(`the code asks for version ${version} of what builds it`) } as const,
    })),
    {
      name: 'a new error',
      base: BASE,
      head: { 'src/a.ts': `export const one = 1;\n${WRONG}\n` },
      expect: { findings: [{ rule: 'compile-error', path: 'src/a.ts', line: 2 }] },
    },
    {
      name: 'a new error beside an old one on lines that moved',
      base: { ...BASE, 'src/a.ts': `${WRONG}\n` },
      head: { 'src/a.ts': `\n\n${WRONG}\n`, 'src/b.ts': 'wrong TS1005 expected.\n' },
      expect: {
        findings: [
          { rule: 'compile-error', path: 'src/a.ts', line: 3, state: 'unchanged' },
          { rule: 'compile-error', path: 'src/b.ts', line: 1 },
        ],
      },
    },
    {
      name: 'the same error once more',
      base: { ...BASE, 'src/a.ts': `${WRONG}\n` },
      head: { 'src/a.ts': `${WRONG}\n${WRONG}\n` },
      expect: {
        findings: [
          { rule: 'compile-error', path: 'src/a.ts', line: 1, state: 'unchanged' },
          { rule: 'compile-error', path: 'src/a.ts', line: 2 },
        ],
      },
    },
    {
      name: 'a new error whose text stands in the base tree too',
      base: { ...BASE, 'src/a.ts': `${WRONG}\n`, broken: '' },
      head: { 'src/a.ts': `${WRONG}\nwrong TS1005 expected.\n` },
      expect: {
        findings: [
          { rule: 'compile-error', path: 'src/a.ts', line: 1, state: 'unchanged' },
          { rule: 'compile-error', path: 'src/a.ts', line: 2 },
        ],
      },
    },
    {
      name: 'a failure without a place',
      base: BASE,
      head: { broken: '' },
      expect: { findings: [{ rule: 'build-failed', path: '.' }] },
    },
    {
      name: 'a syntax error where Node stops',
      base: BASE,
      head: { 'build.js': 'const a = 1;\nconst b = ;\n' },
      expect: { findings: [{ rule: 'compile-error', path: 'build.js', line: 2 }] },
    },
    {
      name: 'Python that does not compile',
      base: { 'requirements.txt': '', 'lib/a.py': 'x = 1\n' },
      head: { 'lib/a.py': 'x = 1\ndef f(:\n' },
      expect: { findings: [{ rule: 'compile-error', path: 'lib/a.py', line: 2 }] },
    },
    {
      name: 'the dependencies cannot be installed',
      base: { ...BASE, '.jidoka/config.yaml': 'commands:\n  install: test ! -e broken\n' },
      head: { broken: '' },
      expect: { findings: [{ rule: 'install-failed', path: '.' }] },
    },
    {
      name: 'a lockfile that is not in sync with its manifest',
      base: { ...BASE, '.jidoka/config.yaml': OUT_OF_SYNC, 'package-lock.json': '{ "of": "base" }' },
      head: { 'package-lock.json': '{}' },
      expect: { findings: [{ rule: 'install-failed', path: 'package-lock.json' }] },
    },
    {
      name: 'a manifest that is no JSON',
      base: BASE,
      head: { 'package.json': '{ "name": ' },
      expect: { findings: [{ rule: 'install-failed', path: 'package.json' }] },
    },
    {
      name: 'the build is broken as well on the base commit, with the same errors',
      base: { ...BASE, 'src/a.ts': `${WRONG}\n` },
      head: { 'src/b.ts': 'export const two = 2;\n' },
      expect: {
        verdict: 'errored',
        reason:
          /the build fails on the base commit as well: nothing was proven: src\/a\.ts: Type 'string' is not assignable to type 'number'/,
        findings: [{ rule: 'compile-error', path: 'src/a.ts', line: 1, state: 'unchanged' }],
      },
    },
    {
      name: 'the build is broken as well on the base commit, in a renamed file',
      base: { ...BASE, 'src/a.ts': `export const list = [1, 2, 3];\n${WRONG}\n` },
      head: { 'src/a.ts': null, 'src/z.ts': `export const list = [1, 2, 3];\n${WRONG}\n` },
      expect: {
        verdict: 'errored',
        reason: /the build fails on the base commit as well/,
        findings: [{ rule: 'compile-error', path: 'src/z.ts', line: 2, state: 'unchanged' }],
      },
    },
    {
      name: 'the build is broken as well on the base commit, without a place and with another text',
      base: building('console.error(process.hrtime()); process.exit(1);'),
      head: { 'a.js': 'export {};\n' },
      expect: {
        verdict: 'errored',
        reason: /the build fails on the base commit as well: nothing was proven: .* failed with exit code 1/,
        findings: [{ rule: 'build-failed', path: '.', state: 'unchanged' }],
      },
    },
    {
      name: 'a build that is killed',
      base: { '.jidoka/config.yaml': 'commands:\n  build: test ! -e heavy || kill -9 $$\n', 'a.js': 'export {};\n' },
      head: { heavy: '' },
      expect: { verdict: 'errored', reason: /was ended by SIGKILL: nothing was proven/ },
    },
    ...[
      [
        "error: no matching package named `x` found\nAs a reminder, you're using offline mode (--offline) which can",
        /run `cargo fetch` here/,
      ],
      ['go: example.org/x@v1.0.0: module lookup disabled by GOPROXY=off', /run `go mod download` here/],
      ['more.go:1:1: example.org/x@v1.0.0: module lookup disabled by GOPROXY=off', /run `go mod download` here/],
    ].map(([said, reason]) => ({
      name: `modules that are not here: ${String(said).slice(0, 20)}`,
      base: building(
        `import { existsSync } from 'node:fs';\nif (existsSync('more.go')) { console.error(${JSON.stringify(said)}); process.exit(1); }`,
      ),
      head: { 'more.go': 'package more\n' },
      expect: { verdict: 'errored' as const, reason: reason as RegExp },
    })),
    {
      name: 'Rust without a command that builds it',
      base: { 'package.json': '{"name":"a"}', 'a.js': 'export {};\n' },
      head: { 'Cargo.toml': '[package]\n', 'src/main.rs': 'fn main() {}\n' },
      expect: { verdict: 'errored', reason: /has Rust, but the base commit's policy names no command that builds it/ },
    },
    {
      name: 'a build script that the policy does not know yet',
      base: { 'package.json': '{"name":"a"}', 'a.js': 'export {};\n' },
      head: { 'package.json': '{"name":"a","scripts":{"build":"node build.js"}}' },
      expect: { verdict: 'errored', reason: /names no command that builds it/ },
    },
  ],
});
