import { expect, test } from 'vitest';
import type { TestRunner } from '../../domain/project.ts';
import { findTestRunners } from './test-runner.ts';

const NOTHING = { startsOthers: true };
const only = (name: TestRunner) => ({ runners: [name] });

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
  ['yarn mocha', only('mocha')],
  ['tsc --noEmit && vitest run', only('vitest')],
  ['jest', only('jest')],
  ['./node_modules/.bin/jest --ci', only('jest')],
  ['node --experimental-vm-modules node_modules/jest/bin/jest.js', only('jest')],
  ['NODE_OPTIONS="--experimental-vm-modules --no-warnings" jest', only('jest')],
  ['react-scripts test', only('jest')],
  ['kcd-scripts test --coverage', only('jest')],
  ['vitest run && playwright test', { runners: ['vitest'], beside: ['playwright'] }],
  ['vitest run && node --test', { runners: ['vitest', 'node:test'] }],
  ['borp && jest', { runners: ['jest'], unread: ['borp'] }],
  ['mocha', only('mocha')],
  ['nyc mocha --recursive', only('mocha')],
  ['ava', only('ava')],
  ['tape test/**/*.js', only('tape')],
  ['nyc tape test.js', only('tape')],
  ['jasmine --config=jasmine.json', only('jasmine')],
  ['uvu -r esm test', only('uvu')],
  ['xo && c8 --merge-async ava && tsd', { runners: ['ava'], beside: ['tsd'] }],
  ['tap test/*.js', only('tap')],
  ['playwright test', only('playwright')],
  ['npx playwright test --project=chromium', only('playwright')],
  ['node node_modules/@playwright/test/cli.js test', only('playwright')],
  ['playwright install && vitest run', only('vitest')],
  ['cypress run && playwright test', { runners: ['playwright'], unread: ['cypress'] }],
  ['bun test', { unread: ['bun test'] }],
  ['cargo test --locked', only('cargo test')],
  ['./mvnw -q -B verify', only('junit')],
  ['mvn -o clean test', only('junit')],
  ['mvn -DskipTests package', NOTHING],
  ['gradle --console=plain test', only('junit')],
  ['./gradlew :core:integrationTest', only('junit')],
  ['./gradlew assemble', NOTHING],
  ['./gradlew build -x test', NOTHING],
  ['java -jar lib/junit-platform-console-standalone-1.9.1.jar --scan-class-path --reports-dir out', only('junit')],
  ['java -cp a:b org.junit.runner.JUnitCore org.demo.ATest', NOTHING],
  ['cargo fmt --check && cargo +stable --locked test', only('cargo test')],
  ['cargo nextest run', NOTHING],
  ['cargo build', NOTHING],
  ['go vet ./... && go test -race ./...', only('go test')],
  ['gotestsum -- ./...', only('go test')],
  ['go build ./...', NOTHING],
  ['node scripts/test.js --test', NOTHING],
  ['node test.js', NOTHING],
  ['echo vitest', NOTHING],
  ['echo "&& vitest"', NOTHING],
  ['make test', NOTHING],
  ['', NOTHING],
])('%j', (script, expected) => {
  expect(findTestRunners({ script: 'test', scripts: { test: script } })).toEqual({
    runners: [],
    startsOthers: false,
    unread: [],
    linters: [],
    beside: [],
    ...expected,
  });
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
  expect(findTestRunners({ script: 'test', scripts: { ...SCRIPTS, test: script } })).toEqual({
    runners: [],
    startsOthers: false,
    unread: [],
    linters: [],
    beside: [],
    ...expected,
  });
});

test.each([
  ['python3 -m pytest -q', only('pytest')],
  ['pytest tests', only('pytest')],
  ['uv run pytest', only('pytest')],
  ['poetry run python -m pytest', only('pytest')],
  ['.venv/bin/python -m unittest discover -s tests', only('unittest')],
  ['python -m coverage run -m unittest', only('unittest')],
  ['coverage run -m pytest', only('pytest')],
  ['python3 setup.py test', NOTHING],
  ['python3 manage.py test', NOTHING],
  ['tox', { unread: ['tox'] }],
])('finds the Python runner of %j', (script, expected) => {
  expect(findTestRunners({ script: 'test', scripts: { test: script } })).toEqual({
    runners: [],
    startsOthers: false,
    unread: [],
    linters: [],
    beside: [],
    ...expected,
  });
});

const PACKAGES = [{ test: 'npm run unit', unit: 'vitest run' }, { test: 'jest', lint: 'npm test -ws' }, {}];

test.each([
  ['npm test --workspaces', ['vitest', 'jest']],
  ['npm test -ws --if-present', ['vitest', 'jest']],
  ['pnpm -r run test', ['vitest', 'jest']],
  ['yarn workspaces foreach -A run test', ['vitest', 'jest']],
  ['turbo run lint test', ['vitest', 'jest']],
  ['nx run-many --targets=lint,test', ['vitest', 'jest']],
  ['nx run-many -t test', ['vitest', 'jest']],
  ['lerna run test --stream', ['vitest', 'jest']],
  ['turbo run unit', ['vitest']],
  ['node --test && lerna run unit', ['node:test', 'vitest']],
  ['pnpm --filter a test', []],
  ['npm test -w a', []],
  ['yarn workspace a test', []],
  ['turbo run test --filter=a', []],
  ['nx affected -t test', []],
])('follows %j into the packages', (script, runners) => {
  expect(findTestRunners({ script: 'test', scripts: { test: script }, packages: PACKAGES })).toEqual({
    runners,
    startsOthers: true,
    unread: [],
    linters: [],
    beside: [],
  });
});

test('a runner of a package that cannot be read', () => {
  const packages = [...PACKAGES, { test: 'karma start' }];
  expect(findTestRunners({ script: 'test', scripts: { test: 'pnpm -r test' }, packages }).unread).toEqual(['karma']);
});

const XO = { lint: 'xo', types: 'npx tsc --noEmit', check: 'npm run lint && npm run types' };

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['xo', {}, ['xo']],
  ['eslint . && tsc', {}, ['eslint', 'tsc']],
  ['npm run check', {}, ['xo', 'tsc']],
  ['xo || true', {}, []],
  ['xo && node check.js', {}, []],
  ['xo && ava', {}, []],
  ['xo && karma start', {}, []],
  ['xo', { pretest: 'node check.js' }, []],
  ['npm run lint', { postlint: 'node check.js' }, []],
  ['npm run missing', {}, []],
  ['xo && npm test --workspaces', {}, []],
  ['', {}, []],
])('knows what of %j with %j only looks at sources', (script, more, linters) => {
  expect(findTestRunners({ script: 'test', scripts: { ...XO, ...more, test: script } }).linters).toEqual(linters);
});
