import type { Project } from '../../domain/project.ts';
import { eslint } from '../../tools/eslint/eslint.ts';
import { oxlintEmbedded } from '../../tools/oxlint/oxlint-embedded.ts';
import { prettier } from '../../tools/prettier/prettier.ts';
import type { Linter } from '../../tools/tool.ts';
import { testChecker } from '../test-checker.ts';
import { fakeTools } from './fixtures/fake-tools.ts';

const OWN: Readonly<Partial<Record<string, () => Linter>>> = { eslint, prettier };

/** As compose.ts does it: the repository's own, and the embedded one for what none of them lints. */
function linters(project: Project): readonly Linter[] {
  const own = project.linters.flatMap(({ name }) => OWN[name]?.() ?? []);
  return [...own, oxlintEmbedded({ node: process.execPath, own })];
}

const PACKAGE = { 'package.json': '{"name":"a","type":"module"}\n' };
const CLEAN = 'export const one = 1;\n';
const DEBUGGER = 'export const one = 1;\ndebugger;\n';
const ESLINT = fakeTools(['eslint']);
const BOTH = fakeTools(['eslint', 'prettier']);

/** Loads its configuration, as every linter does. */
const LOADS = `if (text('.prettierrc').includes('broken')) { console.error('[error] Invalid configuration'); process.exit(2); }
console.error("[debug] resolve config from '" + process.cwd() + '/' + files[0] + "'");`;
const LOADING = { ...fakeTools(['prettier'], { prettier: LOADS }), 'a.js': CLEAN };

/** A formatter that lists files and prints none. */
const UNTOLD = `
if (args[0] === '--') process.exit(2);
if (args[0] === '--file-info') { console.log('{ "ignored": false, "inferredParser": "babel" }'); process.exit(); }
for (const file of files) if (text(file).startsWith(' ')) { console.log(file); process.exitCode = 1; }`;

testChecker(import.meta.url, {
  tools: (project) => ({ linters: linters(project) }),
  clean: [
    { name: 'clean code', base: PACKAGE, head: { 'src/a.js': CLEAN } },
    {
      name: 'clean code, and a linter that nobody asks is named',
      base: { 'package.json': '{"name":"a","type":"module","scripts":{"lint":"jshint src"}}\n' },
      head: { 'src/a.js': CLEAN },
      expect: { reason: /^the repository also lints by jshint \(scripts\.lint\), which is not asked$/ },
    },
    {
      name: 'a change without a file to lint, in a repository with some',
      base: { ...PACKAGE, 'src/a.js': CLEAN },
      head: { 'README.md': '# A\n' },
    },
    {
      name: 'a change of the configuration of a linter, and no file for it',
      base: LOADING,
      head: { '.prettierrc': '{}\n' },
    },
    {
      name: 'a configuration that was broken before',
      base: { ...LOADING, '.prettierrc': 'broken\n' },
      head: { '.prettierrc': 'broken still\n' },
    },
    {
      name: 'no file to lint on either side',
      base: { 'a.py': 'x = 1\n' },
      head: { 'a.py': 'x = 2\n' },
      expect: { verdict: 'not-applicable', reason: /neither the base tree nor the judged tree/ },
    },
    {
      name: 'an old problem in a changed file',
      base: { ...PACKAGE, 'src/a.js': DEBUGGER },
      head: { 'src/a.js': `${DEBUGGER}export const two = 2;\n` },
      expect: { findings: [{ rule: 'lint', path: 'src/a.js', line: 2, state: 'unchanged' }] },
    },
    {
      name: 'an old problem on lines that moved',
      base: { ...PACKAGE, 'src/a.js': DEBUGGER },
      head: { 'src/a.js': `// A comment.\n\n${DEBUGGER}` },
      expect: { findings: [{ rule: 'lint', path: 'src/a.js', line: 4, state: 'unchanged' }] },
    },
    {
      name: 'an old problem in a renamed file',
      base: { ...PACKAGE, 'src/a.js': `${CLEAN.repeat(1)}export const more = [1, 2, 3, 4];\n${'debugger;\n'}` },
      head: { 'src/a.js': null, 'src/b.js': `${CLEAN.repeat(1)}export const more = [1, 2, 3, 4];\n${'debugger;\n'}` },
      expect: { findings: [{ rule: 'lint', path: 'src/b.js', line: 3, state: 'unchanged' }] },
    },
    {
      name: 'an old problem in a file that was split in two',
      base: {
        ...PACKAGE,
        'src/a.js': `export function first() {\n  debugger;\n  return 1;\n}\n${CLEAN.repeat(1)}export const two = [1, 2, 3, 4];\n`,
      },
      head: {
        'src/a.js': null,
        'src/b.js': 'export function first() {\n  debugger;\n  return 1;\n}\n',
        'src/c.js': `${CLEAN.repeat(1)}export const two = [1, 2, 3, 4];\n`,
      },
      expect: { findings: [{ rule: 'lint', path: 'src/b.js', line: 2, state: 'unchanged' }] },
    },
    {
      name: 'a problem that the change took away',
      base: { ...PACKAGE, 'src/a.js': DEBUGGER },
      head: { 'src/a.js': CLEAN },
    },
    { name: 'a deleted file', base: { ...PACKAGE, 'src/a.js': DEBUGGER }, head: { 'src/a.js': null } },
    {
      name: 'a warning does not block',
      base: ESLINT,
      head: { 'a.js': 'var one = 1;\n' },
      expect: { findings: [{ rule: 'lint', path: 'a.js', line: 1 }] },
    },
    { name: 'a file that the own configuration leaves out', base: ESLINT, head: { 'ignored/a.js': 'debugger;\n' } },
    {
      name: 'a file moved to where the linter never looked',
      base: { ...ESLINT, 'a.js': 'export const list = [1, 2, 3];\n' },
      head: { 'a.js': null, 'ignored/a.js': 'export const list = [1, 2, 3];\ndebugger;\n' },
    },
    {
      name: 'a file that the formatter leaves out and the linter looks at',
      base: BOTH,
      head: { 'unformatted/a.js': ' let one = 1;\n' },
    },
    {
      name: 'an old file that was never formatted',
      base: { ...BOTH, 'a.js': ' let one = 1;\n' },
      head: { 'a.js': ' let one = 2;\n' },
      expect: { findings: [{ rule: 'format', path: 'a.js', state: 'unchanged' }] },
    },
  ],
  flagged: [
    {
      name: 'a new problem, by the embedded linter',
      base: { ...PACKAGE, 'src/a.js': CLEAN },
      head: { 'src/a.js': DEBUGGER },
      expect: { findings: [{ rule: 'lint', path: 'src/a.js', line: 2 }] },
    },
    {
      name: 'the embedded linter reads no configuration of the repository',
      base: { ...PACKAGE, '.oxlintrc.json': '{"ignorePatterns":["**"],"rules":{"no-debugger":"off"}}', '.eslintignore': '**\n' },
      head: { 'src/a.js': DEBUGGER },
      expect: { findings: [{ rule: 'lint', path: 'src/a.js', line: 2 }] },
    },
    {
      name: 'a second problem beside an old one of the same text',
      base: { ...PACKAGE, 'src/a.js': DEBUGGER },
      head: { 'src/a.js': `${DEBUGGER}export const two = 2;\ndebugger;\n` },
      expect: {
        findings: [
          { rule: 'lint', path: 'src/a.js', line: 2, state: 'unchanged' },
          { rule: 'lint', path: 'src/a.js', line: 4 },
        ],
      },
    },
    {
      name: 'a file that does not parse',
      base: PACKAGE,
      head: { 'src/a.ts': 'const x: number = ;\n' },
      expect: { findings: [{ rule: 'lint', path: 'src/a.ts', line: 1 }] },
    },
    {
      name: "a new problem, by the repository's own ESLint",
      base: ESLINT,
      head: { 'a b.js': DEBUGGER },
      expect: { findings: [{ rule: 'lint', path: 'a b.js', line: 2 }] },
    },
    {
      name: 'a new file that is not formatted',
      base: BOTH,
      head: { 'a.js': 'let one = 1;\nlet two = 2;\n let three = 3;\n let four = 4;\n' },
      expect: { findings: [{ rule: 'format', path: 'a.js', line: 3 }] },
    },
    {
      name: 'a file that is no longer formatted, where a formatter does not say how it should be',
      base: { ...fakeTools(['prettier'], { prettier: UNTOLD }), 'a.js': 'one();\n' },
      head: { 'a.js': ' one();\n' },
      expect: { findings: [{ rule: 'format', path: 'a.js' }] },
    },
    {
      name: 'only a formatter: the embedded linter joins',
      base: fakeTools(['prettier']),
      head: { 'a.js': ' debugger;\n' },
      expect: {
        findings: [
          { rule: 'format', path: 'a.js', line: 1 },
          { rule: 'lint', path: 'a.js', line: 1 },
        ],
      },
    },
    {
      name: 'a change that makes the linter leave out what it looked at',
      base: { ...ESLINT, 'a.js': CLEAN },
      head: { 'a.js': DEBUGGER, '.eslintignore': 'a.js\n' },
      expect: { verdict: 'errored', reason: /the change makes eslint leave out a\.js/ },
    },
    {
      name: 'a new file that the linter leaves out, as the same change says',
      base: ESLINT,
      head: { 'a.js': DEBUGGER, '.eslintignore': 'a.js\n' },
      expect: { verdict: 'errored', reason: /eslint leaves out a\.js, which the change adds together with \.eslintignore/ },
    },
    {
      name: 'configured but not installed',
      base: fakeTools(['eslint'], { eslint: null }),
      head: { 'a.js': CLEAN },
      expect: { verdict: 'errored', reason: /eslint could not be started.*configured but not installed/ },
    },
    {
      name: 'garbage with exit code 0',
      base: fakeTools(['eslint'], { eslint: "console.log('all good');" }),
      head: { 'a.js': CLEAN },
      expect: { verdict: 'errored', reason: /eslint gave no report \(exit code 0\): all good/ },
    },
    {
      name: 'a parser that could not work on a new file',
      base: fakeTools(['eslint'], {
        eslint: `console.log(JSON.stringify(files.map((filePath) => ({ filePath, messages: [{ ruleId: null, fatal: true, severity: 2, message: 'Parsing error: no tsconfig.json' }] })))); process.exit(1);`,
      }),
      head: { 'a.js': CLEAN },
      expect: { verdict: 'errored', reason: /eslint could not read a\.js: Parsing error: no tsconfig\.json/ },
    },
    {
      name: 'an empty report though there were files',
      base: fakeTools(['eslint'], { eslint: "console.log('[]');" }),
      head: { 'a.js': CLEAN },
      expect: { verdict: 'errored', reason: /eslint said nothing about a\.js/ },
    },
    {
      name: 'a configuration that does not load',
      base: fakeTools(['eslint'], { eslint: "console.error('Oops! Something went wrong! :('); process.exit(2);" }),
      head: { 'a.js': CLEAN },
      expect: { verdict: 'errored', reason: /eslint gave no report \(exit code 2\): Oops!/ },
    },
    {
      name: 'a change that breaks the configuration of a linter and has no file for it',
      base: LOADING,
      head: { '.prettierrc': 'broken\n' },
      expect: { verdict: 'errored', reason: /prettier .*Invalid configuration/ },
    },
    {
      name: 'a linter that rewrites what it judges',
      base: fakeTools(['eslint'], { eslint: "require('node:fs').appendFileSync(files[0], '// fixed\\n'); report();" }),
      head: { 'a.js': CLEAN },
      expect: { verdict: 'errored', reason: /eslint rewrote a\.js/ },
    },
    {
      name: 'a formatter that ends well and says nothing sensible, beside a linter that found something',
      base: fakeTools(['eslint', 'prettier'], { prettier: "console.log('Checking formatting...');" }),
      head: { 'a.js': DEBUGGER },
      expect: {
        verdict: 'errored',
        reason: /prettier said something that is no report/,
        findings: [{ rule: 'lint', path: 'a.js', line: 2 }],
      },
    },
    {
      name: 'a formatter that ends well and says nothing sensible',
      base: fakeTools(['prettier'], { prettier: "console.log('Checking formatting...');" }),
      head: { 'a.js': CLEAN },
      expect: { verdict: 'errored', reason: /prettier said something that is no report/ },
    },
  ],
});
