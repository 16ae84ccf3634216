import { testChecker } from '../test-checker.ts';
import { APP, at, finds, manifest, TEST } from './fixtures/app.ts';

testChecker(import.meta.url, {
  clean: [
    {
      name: 'a name that a map beside package.json says, and any name where there is only a map',
      base: { ...APP, 'deno.json': '{ "imports": { "@std/assert": "jsr:@std/assert@1" } }\n', 'edge/deno.json': '{}\n' },
      head: { 'src/a.ts': "import '@std/assert';\n", 'edge/a.ts': "import 'whatever';\n" },
    },
    { name: 'a byte order mark before a hashbang', ...at('src/run.ts', '\ufeff#!/usr/bin/env tsx\nexport const a = 1;\n') },
    {
      name: 'an ordinary change',
      ...at('src/next.ts', "import { page } from './page.js';\nexport const next = (users: string[]) => page(users, 10);\n"),
    },
    {
      name: 'prose with ellipses',
      ...at(
        'src/a.ts',
        [
          '// ... and so on, until the rest of the code has read its input.',
          '// The rest of the arguments are forwarded to the function',
          '// existing users keep their place here, see above',
          '// ...rest',
          '// Wait...',
          '/** Returns the remaining methods. */',
          '// TODO: add other tests',
          '// The implementation stays the same for all of them.',
          'export const a = 1;',
          '',
        ].join('\n'),
      ),
    },
    { name: 'a placeholder inside a string', ...at('src/a.ts', 'export const prompt = `\n// ... rest of the code\n`;\n') },
    { name: 'a placeholder that documentation shows', ...at('docs/a.md', '```html\n<!-- ... rest of the template ... -->\n```\n') },
    { name: 'a heading underlined with seven equals signs', ...at('README.md', 'Heading\n=======\n\nText\n') },
    { name: 'a conflict shown in documentation', ...at('docs/merge.md', '```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n```\n') },
    { name: 'a conflict in a template', ...at('src/a.ts', 'export const text = `\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n`;\n') },
    {
      name: 'a fence in a comment and in a template',
      ...at('src/a.ts', '/*\n```js\na();\n```\n*/\nexport const doc = `\n\\`\\`\\`\n`;\n'),
    },
    {
      name: 'JSX, Flow and CommonJS in .js files',
      base: APP,
      head: {
        'a.cjs': 'if (1) return;\n',
        'b.js': 'export const b = () => <a />;\n',
        'c.js': '// @flow\nexport const c = (x: number): number => x;\n',
      },
    },
    {
      name: 'emoji, Persian and a byte order mark',
      ...at('src/a.ts', "\ufeffexport const texts = ['👩\u200d💻', 'می\u200cخواهم', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'];\n"),
    },
    {
      name: 'an invisible character that moved',
      base: { ...APP, 'a.js': "const a = 'x\u200by';\n" },
      head: { 'a.js': "const b = 1;\nconst a = ['x\u200by', b];\n" },
    },
    {
      name: 'imports that lead somewhere',
      base: {
        ...APP,
        'package.json': manifest({
          workspaces: ['packages/*'],
          imports: { '#lib/*': './src/*' },
          dependencies: { zod: '4.0.0' },
          devDependencies: { '@types/estree': '1.0.0' },
        }),
        'package-lock.json': JSON.stringify({ packages: { 'node_modules/nanoid': {} } }),
        'packages/core/package.json': manifest({ name: '@app/core' }),
        'tsconfig.json': '{ // aliases\n "compilerOptions": { "baseUrl": ".", "paths": { "ui/*": ["src/ui/*"] } } }',
        'vite.config.ts': "export default { resolve: { alias: { components: '/src/components' } } };\n",
        '.gitignore': 'src/version.ts\n',
        'src/types.d.ts': "declare module '*.svg';\ndeclare module 'untyped';\n",
        'src/button.native.tsx': 'export const button = 1;\n',
        'src/dir/index.ts': 'export const a = 1;\n',
      },
      head: {
        'src/a.ts': [
          "import fs from 'fs';",
          "import { test } from 'node:test';",
          "import { z } from 'zod/v4';",
          "import { nanoid } from 'nanoid';",
          "import { core } from '@app/core/x';",
          "import self from 'app';",
          "import type { Node } from 'estree';",
          "import { button } from './button';",
          "import dir from './dir';",
          "import here from '.';",
          "import page from './page.js?raw';",
          "import logo from './logo.svg';",
          "import untyped from 'untyped';",
          "import lib from '#lib/page.ts';",
          "import ui from 'ui/button';",
          "import components from 'components/a';",
          "import version from './version';",
          "import dist from '../dist/index.js';",
          "import { page as p } from 'src/page';",
          "import virtual from 'virtual:pwa';",
          "import alias from '@/page';",
          "try { require('fsevents'); } catch (error) { report(error); }",
          '',
        ].join('\n'),
        'src/index.ts': 'export {};\n',
      },
    },
    {
      name: "Docusaurus's own names",
      base: { 'package.json': manifest(), 'site/docusaurus.config.mts': 'export default {};\n' },
      head: {
        'site/src/theme/Layout.tsx':
          "import Original from '@theme-original/Layout';\nimport type { Props } from '@theme/Layout';\nimport Link from '@docusaurus/Link';\nimport styles from '@site/src/styles';\nexport const a: Props = [Original, Link, styles];\n",
      },
    },
    {
      name: 'bare imports where names come from an import map',
      base: { 'deno.json': '{ "importMap": "./names.json" }', 'package.json': manifest() },
      head: { 'a.ts': "import x from 'anything';\n" },
    },
    {
      name: 'overloads, accessors, merged declarations',
      ...at(
        'src/a.ts',
        'export function f(a: string): void;\nexport function f(a: number): void;\nexport function f(a: unknown) { void a; }\ninterface B { a: 1 }\nclass B { get x() { return 1; } set x(v) { void v; } static x() {} }\nnamespace B { export const y = 1; }\nvar z = 1;\nvar z = 2;\n',
      ),
    },
    {
      name: 'what is not a stub',
      ...at(
        'src/a.ts',
        [
          "export function kind(x: string) { switch (x) { case 'a': return 1; default: throw new Error('not implemented'); } }",
          "export abstract class Base { size() { throw new Error('must be overridden'); } }",
          'export const noop = () => {};',
          'export function counted(log: (x: number) => void) { // TODO: count better\n  log(1);\n}',
          'export function empty() { /* nothing to clean up */ }',
          'export async function run(a: () => Promise<void>) { try { await a(); } catch (error) { console.error(error); } }',
          '',
        ].join('\n'),
      ),
    },
    {
      name: 'functions of one name in one place',
      base: { ...APP, 'a.js': 'export const hooks = [{ run(x) { return x + 1; } }, { run(x) { return 0; } }];\n' },
      head: { 'a.js': 'export const hooks = [{ run(x) { return 0; } }];\n' },
    },
    {
      name: 'a stub that base has too',
      base: { ...APP, 'a.js': "function a() {\n  throw new Error('not implemented');\n}\n" },
      head: { 'a.js': "const b = 1;\nfunction a() {\n  throw new Error('not implemented');\n}\n" },
      expect: { findings: [{ rule: 'stub', path: 'a.js', line: 3, state: 'unchanged' }] },
    },
    {
      name: 'an explained empty catch',
      ...at('a.js', 'try {\n  a();\n} catch {\n  // optional\n}\n'),
      expect: { findings: [{ rule: 'stub', path: 'a.js', line: 3 }] },
    },
    {
      name: 'a function that gave a constant before',
      base: { ...APP, 'a.js': 'export function a(x) {\n  return true;\n}\n' },
      head: { 'a.js': 'export function a(x) {\n  return false;\n}\n' },
    },
    { name: 'files inside the scope', ...at('src/deep/a.ts', 'export {};\n'), workOrder: { scope: ['src/**'] } },
    { name: 'a binary file', base: APP, head: { 'logo.bin': '\0\u0001\u0002' } },
    {
      name: 'broken input of a test',
      ...at('test/fixtures/broken.js', 'function ('),
      expect: {
        verdict: 'errored',
        reason: /none of the 1 files/,
        findings: [{ rule: 'truncated-file', path: 'test/fixtures/broken.js', line: 1 }],
      },
    },
  ],
  flagged: [
    {
      name: 'a package.json that is none any more',
      ...at('package.json', (APP['package.json'] ?? '').replace('"module",', '"module"')),
      expect: {
        findings: [
          { rule: 'protected-path', path: 'package.json', line: 4 },
          { rule: 'truncated-file', path: 'package.json', line: 4 },
        ],
      },
    },
    {
      name: 'a function of a function, twice',
      ...at('src/a.js', '(function () {\n  function b() {}\n  b();\n  function b() {}\n})();\n'),
      expect: finds('duplicate-definition', 'src/a.js', 4),
    },
    {
      name: 'an exported function that computed',
      base: { ...APP, 'src/a.cjs': 'exports.a = (b) => {\n  return b + 1;\n};\n' },
      head: { 'src/a.cjs': 'exports.a = (b) => {\n  return null;\n};\n' },
      expect: finds('stub', 'src/a.cjs', 2),
    },
    {
      name: 'a rejection that nobody hears of',
      ...at('src/a.js', 'export async function a(b) {\n  await b.load().catch(() => {});\n  b.started.catch(() => {});\n}\n'),
      expect: finds('stub', 'src/a.js', 2),
    },
    {
      name: 'an invented package in a file of tests without the name of one',
      ...at('test/pages.js', "import 'never-heard-of';\nimport { test } from 'node:test';\ntest('a', () => {});\n"),
      expect: finds('unresolved-import', 'test/pages.js', 1),
    },
    {
      name: "Docusaurus's names where it makes no pages, and others where it does",
      base: { 'package.json': manifest(), 'site/docusaurus.config.mts': 'export default {};\n' },
      head: { 'app/a.ts': "import '@theme/Layout';\n", 'site/a.ts': "import '@themes/Layout';\nimport '@docusaurus/invented';\n" },
      expect: {
        findings: [
          { rule: 'unresolved-import', path: 'app/a.ts', line: 1 },
          { rule: 'unresolved-import', path: 'site/a.ts', line: 1 },
          { rule: 'unresolved-import', path: 'site/a.ts', line: 2 },
        ],
      },
    },
    {
      name: 'an invented package in a repository that also publishes elsewhere',
      base: { ...APP, 'jsr.json': '{ "name": "@app/app", "exports": "./src/page.ts" }\n', 'edge/deno.json': '{}\n' },
      head: { 'src/a.ts': "import 'fast-invented-clone';\n" },
      expect: finds('unresolved-import', 'src/a.ts', 1),
    },
    {
      name: 'only a warning: a zero byte in what a reader is tested with',
      ...at('tests/invalid/null.toml', 'a = "\0"\n'),
      expect: { verdict: 'passed', findings: [{ rule: 'invisible-character', path: 'tests/invalid/null.toml', line: 1 }] },
    },
    {
      name: 'only a warning: colours in what a test recorded',
      ...at('tests/out.txt', '\u001b[31mred\u001b[0m\n'),
      expect: { verdict: 'passed', findings: [{ rule: 'invisible-character', path: 'tests/out.txt', line: 1 }] },
    },
    {
      name: 'a comment instead of code',
      ...at('src/a.ts', 'export function a() {\n  // ... rest of the code remains unchanged\n}\n'),
      expect: finds('elision-placeholder', 'src/a.ts', 2),
    },
    {
      name: 'a comment instead of code, in JSX',
      ...at('src/a.jsx', 'export const a = () => (\n  <p>\n    {/* existing code here */}\n  </p>\n);\n'),
      expect: finds('elision-placeholder', 'src/a.jsx', 3),
    },
    {
      name: 'a comment instead of a body',
      ...at('src/a.ts', 'export class A {\n  page() {\n    // ... implementation unchanged ...\n  }\n}\n'),
      expect: finds('elision-placeholder', 'src/a.ts', 3),
    },
    {
      name: 'a comment instead of what a function goes on with',
      ...at('src/a.ts', 'export function a(n: number) {\n  const b = n + 1;\n  // TODO: add the remaining logic here\n}\n'),
      expect: finds('elision-placeholder', 'src/a.ts', 3),
    },
    {
      name: 'a comment instead of text',
      ...at('README.md', '# App\n\n<!-- ... rest of the README stays the same ... -->\n'),
      expect: finds('elision-placeholder', 'README.md', 3),
    },
    {
      name: 'a comment instead of code, in Python',
      ...at('a.py', 'def a():\n    # ... (unchanged)\n    pass\n'),
      expect: finds('elision-placeholder', 'a.py', 2),
    },
    {
      name: 'a conflict',
      ...at('a.css', 'a {}\n<<<<<<< HEAD\nb {}\n=======\nc {}\n>>>>>>> topic\n'),
      expect: finds('merge-marker', 'a.css', 2),
    },
    {
      name: 'a fence around a whole file',
      ...at('src/a.ts', '```ts\nexport const a = 1;\n```\n'),
      expect: {
        findings: [
          { rule: 'stray-code-fence', path: 'src/a.ts', line: 1 },
          { rule: 'stray-code-fence', path: 'src/a.ts', line: 3 },
        ],
        verdict: 'failed',
      },
    },
    { name: 'a fence around a Python file', ...at('a.py', '```python\na = 1\n'), expect: finds('stray-code-fence', 'a.py', 1) },
    {
      name: 'a file cut off',
      ...at('src/page.ts', 'export function page(users: string[], from: number) {\n  return users.sl'),
      expect: finds('truncated-file', 'src/page.ts', 2),
    },
    {
      name: 'a direction override',
      ...at('src/a.ts', "export const role = 'user\u202e';\n"),
      expect: finds('invisible-character', 'src/a.ts', 1),
    },
    {
      name: 'a line end that an editor shows within a comment',
      ...at('src/a.ts', '// see the notes\u2028process.exit();\n'),
      expect: finds('invisible-character', 'src/a.ts', 1),
    },
    {
      name: 'a soft hyphen in a word',
      ...at('src/a.ts', "export const role = 'us\u00ader';\n"),
      expect: finds('invisible-character', 'src/a.ts', 1),
    },
    { name: 'what a terminal obeys', ...at('README.md', 'Text\u001b[8m hidden\n'), expect: finds('invisible-character', 'README.md', 1) },
    {
      name: 'a zero-width space in a name',
      base: { ...APP, 'a.js': "const a = '\u200b';\n" },
      head: { 'a.js': "const a = '\u200b';\nconst b = 'x\u200b';\n" },
      expect: finds('invisible-character', 'a.js', 2),
    },
    {
      name: 'an import that is lost in a folder that often holds output, and holds sources here',
      ...at('lib/index.js', "import './nowhere.js';\n"),
      expect: finds('unresolved-import', 'lib/index.js', 1),
    },
    {
      name: 'an import that is lost where git leaves out all declarations and all output beside the sources',
      base: { ...APP, '.gitignore': '*.d.ts\n*.js\n' },
      head: { 'src/a.ts': "import './nowhere';\n" },
      expect: finds('unresolved-import', 'src/a.ts', 1),
    },
    {
      name: 'a package nobody knows',
      ...at('src/a.ts', "import pad from 'left-pad-pro';\nexport default pad;\n"),
      expect: finds('unresolved-import', 'src/a.ts', 1),
    },
    {
      name: 'a file that is not there',
      ...at('src/a.ts', "export * from './pages.ts';\n"),
      expect: finds('unresolved-import', 'src/a.ts', 1),
    },
    {
      name: 'a module Node does not have',
      ...at('src/a.ts', "const x = await import('node:sqlite3');\n"),
      expect: finds('unresolved-import', 'src/a.ts', 1),
    },
    {
      name: 'a function defined twice',
      ...at('src/a.js', 'function a() { return 1; }\nfunction a() { return 2; }\na();\n'),
      expect: finds('duplicate-definition', 'src/a.js', 2),
    },
    {
      name: 'a method defined twice',
      ...at('src/a.ts', 'export class A {\n  b() { return 1; }\n  b() { return 2; }\n}\n'),
      expect: finds('duplicate-definition', 'src/a.ts', 3),
    },
    {
      name: 'not implemented',
      ...at('src/a.ts', "export function a() {\n  throw new Error('Not implemented yet');\n}\n"),
      expect: finds('stub', 'src/a.ts', 2),
    },
    { name: 'only a plan', ...at('src/a.ts', 'export function a() {\n  // TODO: implement\n}\n'), expect: finds('stub', 'src/a.ts', 2) },
    { name: 'an empty catch', ...at('src/a.js', 'try {\n  a();\n} catch {}\n'), expect: finds('stub', 'src/a.js', 3) },
    {
      name: 'an empty catch around an assertion',
      ...at('test/a.test.js', "test('a', () => {\n  try {\n    assert.equal(1, 2);\n  } catch {\n    // flaky\n  }\n});\n"),
      expect: finds('stub', 'test/a.test.js', 4),
    },
    {
      name: 'a constant instead of what an object knows',
      base: { 'a.js': 'export class A {\n  isAdmin() {\n    return this.role === 1;\n  }\n}\n' },
      head: { 'a.js': 'export class A {\n  isAdmin() {\n    return true;\n  }\n}\n' },
      expect: finds('stub', 'a.js', 3),
    },
    {
      name: 'a constant instead of what was computed',
      ...at('src/page.ts', 'export function page(users: string[], from: number) {\n  return [];\n}\n'),
      expect: finds('stub', 'src/page.ts', 2),
    },
    {
      name: 'mayChange does not clear an artefact',
      ...at('src/a.js', 'try {\n  a();\n} catch {}\n'),
      workOrder: { mayChange: ['**'] },
      expect: finds('stub', 'src/a.js', 3),
    },
    {
      name: 'a file outside the scope',
      ...at('lib/a.ts', 'export {};\n'),
      workOrder: { scope: ['src/**'] },
      expect: finds('outside-scope', 'lib/a.ts'),
    },
    {
      name: 'a file moved out of the scope',
      base: APP,
      head: { 'src/page.ts': null, 'lib/page.ts': APP['src/page.ts'] ?? '', 'test/page.test.ts': TEST.replace('../src', '../lib') },
      workOrder: { scope: ['src/**', 'test/**'] },
      expect: finds('outside-scope', 'lib/page.ts'),
    },
  ],
});
