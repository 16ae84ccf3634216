import { expect, test } from 'vitest';
import { changeBetween } from '../../../test/rig/gate.ts';
import { createRepository } from '../../../test/rig/repository.ts';
import { testChecker } from '../test-checker.ts';
import { APP, at, finds } from './fixtures/app.ts';
import { readPairs } from './file-pair.ts';
import { addedSuppressions } from './suppression-added.ts';

const CODE = 'export const a = 1;\n';
const BUNDLE = 'const fs = __nccwpck_require__(9896);\n';
const FOREIGN = '// c8 ignore next\nclass Agent {\n  close() {\n    throw new Error("not implemented");\n  }\n}\n';

testChecker(import.meta.url, {
  clean: [
    {
      name: 'one of two suppressions of a line taken away',
      base: { ...APP, 'a.py': 'import socket  # noqa: F401  # type: ignore[unused]\n' },
      head: { 'a.py': 'import socket  # noqa: F401\n' },
    },
    {
      name: 'what was renamed beside a suppression',
      base: {
        ...APP,
        'a.py': 'yield KeepOpen(stream)  # type: ignore[misc]\n',
        'a.go': 'h := sha1.New() //nolint:gosec // by definition\n',
      },
      head: { 'a.py': 'yield _KeepOpen(stream)  # type: ignore[misc]\n', 'a.go': 'hash := sha1.New() //nolint:gosec // asked for\n' },
    },
    {
      name: 'another reason for one in Rust and in Java',
      base: { ...APP, 'a.rs': '#[allow(unused)] // old\nfn a() {}\n', 'A.java': '@SuppressWarnings("unchecked") private Foo a;\n' },
      head: { 'a.rs': '#[allow(unused)]\nfn a() {}\n', 'A.java': '@SuppressWarnings("unchecked") private final Foo a;\n' },
    },
    {
      name: 'a linter that is asked for more',
      ...at('src/a.js', `/* eslint eqeqeq: "error", 'no-eval': 2 -- as base has it "off" */\n${CODE}`),
    },
    {
      name: 'comments about eslint and comments that are commented out',
      ...at(
        'src/a.js',
        `/* eslint is run on this file */\n// // @ts-ignore\n// // eslint-disable-next-line\n/* globally known */\n${CODE}`,
      ),
    },
    {
      name: 'rules of a file that base has too',
      base: { ...APP, 'src/a.js': `/* eslint no-eval: "off" */\n${CODE}` },
      head: { 'src/a.js': `/* eslint no-eval: "off" */\n\n${CODE}` },
    },
  ],
  flagged: [
    {
      name: 'only a warning: what a build took over from the source',
      base: { ...APP, 'src/warn.js': `// eslint-disable-next-line no-console\n${CODE}`, 'dist/a.js': CODE },
      head: { 'dist/a.js': `  // eslint-disable-next-line no-console\n${CODE}` },
      expect: { verdict: 'passed', findings: [{ rule: 'suppression-added', path: 'dist/a.js', line: 1 }] },
    },
    {
      name: 'only a warning: what a bundler took over from a package',
      base: { ...APP, 'dist/index.js': BUNDLE },
      head: { 'dist/index.js': `${BUNDLE}${FOREIGN}` },
      expect: {
        verdict: 'passed',
        findings: [
          { rule: 'suppression-added', path: 'dist/index.js', line: 2 },
          { rule: 'stub', path: 'dist/index.js', line: 5 },
        ],
      },
    },
    ...Object.entries({
      'what is made to look like a bundle': {
        base: { 'dist/a.js': CODE },
        head: { 'dist/a.js': `${BUNDLE}${FOREIGN}` },
        path: 'dist/a.js',
      },
      'a new bundle': { base: {}, head: { 'dist/a.js': `${BUNDLE}${FOREIGN}` }, path: 'dist/a.js' },
      'a bundle where nothing is built': {
        base: { 'src/a.js': BUNDLE },
        head: { 'src/a.js': `${BUNDLE}${FOREIGN}` },
        path: 'src/a.js',
      },
      'what was a bundle': { base: { 'dist/a.js': BUNDLE }, head: { 'dist/a.js': `\n${FOREIGN}` }, path: 'dist/a.js' },
    }).map(([name, { base, head, path }]) => ({
      name: `in ${name}`,
      base: { ...APP, ...base },
      head,
      expect: {
        verdict: 'failed' as const,
        findings: [
          { rule: 'suppression-added', path, line: 2 },
          { rule: 'stub', path, line: 5 },
        ],
      },
    })),
    {
      name: 'what no source has, where builds write',
      base: { ...APP, 'dist/a.js': CODE },
      head: { 'dist/a.js': `// eslint-disable-next-line no-console\n${CODE}` },
      expect: finds('suppression-added', 'dist/a.js', 1),
    },
    {
      name: 'a comment that keeps buf from saying what base asks it for',
      base: { 'a.proto': 'syntax = "proto3";\nmessage A {\n  string name = 1;\n}\n' },
      head: {
        'a.proto':
          'syntax = "proto3";\nmessage A {\n  string name = 1;\n  // buf:lint:ignore FIELD_LOWER_SNAKE_CASE\n  string Old = 2;\n}\n',
      },
      expect: finds('suppression-added', 'a.proto', 4),
    },
    {
      name: 'a second suppression on a line, and another rule',
      base: { ...APP, 'a.py': 'import socket  # noqa: F401\nx = a  # type: ignore[misc]\n' },
      head: { 'a.py': 'import socket  # noqa: F401  # type: ignore[unused]\nx = a  # type: ignore[arg]\n' },
      expect: {
        findings: [
          { rule: 'suppression-added', path: 'a.py', line: 1 },
          { rule: 'suppression-added', path: 'a.py', line: 2 },
        ],
      },
    },
    {
      name: 'only a warning: what a minifier made of a catch',
      ...at('dist/a.min.js', 'try{a()}catch(e){}\n'),
      expect: { verdict: 'passed', findings: [{ rule: 'stub', path: 'dist/a.min.js', line: 1 }] },
    },
    {
      name: 'in a file that is called minified',
      ...at('src/a.min.js', `/* eslint-disable */\n${CODE}`),
      expect: finds('suppression-added', 'src/a.min.js', 1),
    },
    ...[
      '/// @ts-ignore',
      '/*/ @ts-ignore */',
      '/*\n  // @ts-ignore */',
      '/* eslint eqeqeq: "error", no-eval: "off" */',
      '/* eslint eqeqeq: 2,\n  no-eval: 0 */',
      '/* eslint "no-eval": "off" */',
      '/* eslint {"no-eval": 0} */',
      "/* eslint '@acme/no-eval': ['off'] */",
      '/* eslint no-eval: [0, "indirect"] -- for now */',
      '/* eslint complexity: ["error", 500] */',
      '/* eslint no-eval: warn */',
    ].map((comment) => ({
      name: comment.replaceAll('\n', ' '),
      ...at('src/a.js', `${comment}\n${CODE}`),
      expect: finds('suppression-added', 'src/a.js', comment.startsWith('/*\n') ? 2 : 1),
    })),
    ...['/* global fetchAll, window: writable */', '/* exported a */'].map((comment) => ({
      name: `only a warning: ${comment}`,
      ...at('src/a.js', `${comment}\n${CODE}`),
      expect: { verdict: 'passed' as const, findings: [{ rule: 'suppression-added', path: 'src/a.js', line: 1 }] },
    })),
  ],
});

test('what a package manager silences inside itself is only a warning: its path is protected', async () => {
  const path = '.yarn/releases/yarn-4.4.1.cjs';
  using repo = createRepository(APP);
  const base = repo.git('rev-parse', 'HEAD');
  const head = repo.commit({ [path]: `// @ts-nocheck\n${CODE}`, 'src/yarn.js': `// @ts-nocheck\n${CODE}` });
  await using opened = await changeBetween(repo, base, head);
  const found = await addedSuppressions(await readPairs(opened.capabilities), opened.capabilities.head);
  expect(found.map((each) => [each.path, each.severity ?? 'error'])).toEqual([
    [path, 'warning'],
    ['src/yarn.js', 'error'],
  ]);
});
