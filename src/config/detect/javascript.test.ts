import { expect, test } from 'vitest';
import { detectProject } from '../detect.ts';

function projectWith(manifest: object) {
  const files = new Map([
    ['package.json', JSON.stringify(manifest)],
    ['tsconfig.json', '{}'],
  ]);
  return detectProject({ paths: [...files.keys()], read: async (path) => files.get(path) ?? null });
}

test.each([
  ['tsc -p tsconfig.cjs.json && mocha', './node_modules/.bin/tsc --noEmit -p tsconfig.cjs.json'],
  ['mocha && tsc --project types', './node_modules/.bin/tsc --noEmit -p types'],
  ['mocha && my-tsc -p types', './node_modules/.bin/tsc --noEmit'],
])('types are checked by the project that `%s` names', async (script, build) => {
  const { project } = await projectWith({ scripts: { test: script }, devDependencies: { typescript: '5' } });
  expect(project.commands.build).toBe(build);
});

test.each([
  [
    'beside the build, under another name',
    { build: 'tsc', 'lint:ts': 'tsc --noEmit -p tsconfig.eslint.json' },
    'npm run build && npm run lint:ts',
  ],
  ['as the build', { build: 'tsc --noEmit' }, 'npm run build'],
  ['of one that waits for changes', { build: 'tsc', dev: 'tsc --noEmit --watch' }, 'npm run build'],
  ['of one that does more', { build: 'tsc', release: 'tsc --noEmit && npm publish' }, 'npm run build'],
  ['of a part, without a build', { 'check:examples': 'tsc --noEmit -p examples' }, './node_modules/.bin/tsc --noEmit'],
])('types are checked %s', async (_, scripts, build) => {
  const { project } = await projectWith({ scripts, devDependencies: { typescript: '6' } });
  expect(project.commands.build).toBe(build);
});

test.each([
  ['only compiles', { prepare: 'tshy' }, 'npm run prepare'],
  ['only compiles, twice', { prepare: 'tsc -p . && tsc -p tsconfig.cjs.json' }, 'npm run prepare'],
  ['sets up git', { prepare: 'husky' }, undefined],
  ['sets up git and compiles', { prepare: 'husky && tshy' }, undefined],
  ['stands beside a build', { prepare: 'tshy', build: 'tshy' }, 'npm run build'],
])('a prepare script that %s', async (_, scripts, build) => {
  const { project } = await projectWith({ scripts, devDependencies: { tshy: '5' } });
  expect(project.commands.build).toBe(build);
});

test.each([
  ['a script runs', { scripts: { lint: 'standard' } }, [{ name: 'standard', config: null }]],
  ['package.json configures', { standard: { ignore: ['dist'] } }, [{ name: 'standard', config: 'package.json' }]],
  ['nothing runs', {}, []],
])('standard that %s', async (_, manifest, linters) => {
  const { project } = await projectWith({ ...manifest, devDependencies: { standard: '17' } });
  expect(project.linters).toEqual(linters);
});
