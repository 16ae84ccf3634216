import { expect, test } from 'vitest';
import { detectLinters } from './linters.ts';

const devDependencies = { eslint: '8' };
const LEGACY = { '.eslintrc.json': '{ "extends": "./node_modules/gts/" }' };

test.each<[string, Record<string, unknown>, Record<string, string>, string[] | undefined]>([
  ['a legacy configuration', { scripts: { check: 'gts lint', test: 'mocha test/*.mjs' } }, LEGACY, ['.mjs', '.cjs']],
  ['its script names one', { scripts: { lint: 'npx eslint --ext .js,.mjs .' } }, LEGACY, ['.cjs']],
  ['a script that also tests them', { scripts: { test: 'eslint . && mocha test/*.mjs' } }, LEGACY, ['.mjs', '.cjs']],
  ['what is staged', { 'lint-staged': { '*.{js,cjs,mjs}': 'eslint' } }, LEGACY, undefined],
  [
    'the CI',
    {},
    {
      '.github/workflows/ci.yml': 'jobs:\n  a:\n    steps:\n      - run: node test/a.mjs\n      - run: npx eslint --ext .js,.cjs .\n',
      ...LEGACY,
    },
    ['.mjs'],
  ],
  ['what a file says is staged', {}, { '.lintstagedrc.json': '{ "*.{js,mjs}": "eslint" }', ...LEGACY }, ['.cjs']],
  ['an override', {}, { '.eslintrc.yml': 'overrides:\n  - files: "*.cjs"\n' }, ['.mjs']],
  ['a configuration in package.json', { eslintConfig: { overrides: [{ files: '**/*.mjs' }] } }, {}, ['.cjs']],
  ['a flat configuration', {}, { 'eslint.config.js': '', ...LEGACY }, undefined],
])('extensions that ESLint looks for nowhere: %s', async (_, manifest, files, leaves) => {
  const all: Readonly<Record<string, string>> = { ...files, 'package.json': JSON.stringify({ devDependencies, ...manifest }) };
  const { linters } = await detectLinters({ paths: Object.keys(all), read: async (path) => all[path] ?? null });
  expect(linters).toEqual([{ name: 'eslint', config: expect.any(String), ...(leaves === undefined ? {} : { leaves }) }]);
});
