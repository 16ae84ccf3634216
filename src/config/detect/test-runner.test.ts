import { expect, test } from 'vitest';
import { findTestRunner } from './test-runner.ts';

const NOTHING = { runner: null, names: [] };
const only = (name: 'node:test' | 'vitest' | 'jest') => ({ runner: name, names: [name] });

test.each([
  ['node --test', only('node:test')],
  ['node --test "test/**/*.test.js"', only('node:test')],
  ['node --import tsx --test test/*.ts', only('node:test')],
  ['node --enable-source-maps --test-reporter spec --test', only('node:test')],
  ['tsx --test src/**/*.test.ts', only('node:test')],
  ['c8 --reporter lcov node --test', only('node:test')],
  ['NODE_ENV=test cross-env CI=1 node --test', only('node:test')],
  ['npm run build && node --test dist', only('node:test')],
  ['vitest', only('vitest')],
  ['vitest run --coverage', only('vitest')],
  ['npx vitest run', only('vitest')],
  ['pnpm exec vitest --run', only('vitest')],
  ['pnpm lint && pnpm vitest run', only('vitest')],
  ['yarn jest', only('jest')],
  ['yarn mocha', { runner: null, names: ['mocha'] }],
  ['tsc --noEmit && vitest run', only('vitest')],
  ['jest', only('jest')],
  ['./node_modules/.bin/jest --ci', only('jest')],
  ['node --experimental-vm-modules node_modules/jest/bin/jest.js', only('jest')],
  ['NODE_OPTIONS="--experimental-vm-modules --no-warnings" jest', only('jest')],
  ['react-scripts test', only('jest')],
  ['vitest run && playwright test', { runner: 'vitest', names: ['vitest', 'playwright'] }],
  ['vitest run && node --test', { runner: null, names: ['vitest', 'node:test'], isSeveral: true }],
  ['borp && jest', { runner: null, names: ['jest', 'borp'], isSeveral: true }],
  ['mocha', { runner: null, names: ['mocha'] }],
  ['nyc mocha --recursive', { runner: null, names: ['mocha'] }],
  ['ava', { runner: null, names: ['ava'] }],
  ['tap test/*.js', { runner: null, names: ['tap'] }],
  ['playwright test', { runner: null, names: ['playwright'] }],
  ['bun test', { runner: null, names: ['bun test'] }],
  ['turbo run test', { runner: null, names: ['turbo'] }],
  ['npm test --workspaces', { runner: null, names: ['npm in several workspaces'] }],
  ['pnpm -r test', { runner: null, names: ['pnpm in several workspaces'] }],
  ['node scripts/test.js --test', NOTHING],
  ['node test.js', NOTHING],
  ['echo vitest', NOTHING],
  ['echo "&& vitest"', NOTHING],
  ['make test', NOTHING],
  ['', NOTHING],
])('%j', (script, expected) => {
  expect(findTestRunner({ script: 'test', scripts: { test: script } })).toEqual({ isSeveral: false, ...expected });
});

const SCRIPTS = { unit: 'vitest run', 'test:a': 'node --test', 'test:b': 'npm run test:a', loop: 'npm run test' };

test.each([
  ['npm run unit', only('vitest')],
  ['npm run -s unit -- --coverage', only('vitest')],
  ['pnpm unit', only('vitest')],
  ['pnpm run unit', only('vitest')],
  ['yarn unit', only('vitest')],
  ['yarn run unit', only('vitest')],
  ['bun run unit', only('vitest')],
  ['run-s lint unit', only('vitest')],
  ['npm-run-all --parallel test:*', only('node:test')],
  ['npm run test:b', only('node:test')],
  ['npm run loop', NOTHING],
  ['npm run missing', NOTHING],
  ['npm unit', NOTHING],
])('follows %j', (script, expected) => {
  expect(findTestRunner({ script: 'test', scripts: { ...SCRIPTS, test: script } })).toEqual({ isSeveral: false, ...expected });
});
