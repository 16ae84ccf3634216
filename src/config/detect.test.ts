import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { UserError } from '../domain/error.ts';
import { detectProject } from './detect.ts';
import type { TreeSnapshot } from './tree-snapshot.ts';

type Files = Readonly<Record<string, string | object>>;

function treeOf(files: Files): TreeSnapshot {
  const texts = new Map(Object.entries(files).map(([path, text]) => [path, typeof text === 'string' ? text : JSON.stringify(text)]));
  return { paths: [...texts.keys()].toSorted(), read: async (path) => texts.get(path) ?? null };
}

const NO_BUILD = 'no build: neither a build nor a type-check script, nor a tsconfig.json with typescript as a dependency';
const NO_START = 'no start script in package.json: nothing to release';
const NOTHING = {
  languages: [],
  manager: null,
  commands: {},
  testRunners: [],
  startsOtherTests: false,
  unreadTests: [],
  manifests: [],
  linters: [],
};
const JAVA = { ...NOTHING, languages: ['java'], testRunners: ['junit'] };

const CASES: readonly (readonly [name: string, files: Files, expected: { readonly project: object; readonly notes: readonly string[] }])[] =
  [
    [
      'an empty tree',
      {},
      { project: NOTHING, notes: ['no source files in a language Jidoka knows', 'no project file at the root: no commands'] },
    ],
    [
      'loose files',
      { 'a.py': '', 'b.py': '', 'c.js': '' },
      {
        project: { ...NOTHING, languages: ['python', 'javascript'] },
        notes: ['languages: python, javascript', 'no project file at the root: no commands'],
      },
    ],
    [
      'what npm init leaves',
      { 'package.json': { scripts: { test: 'echo "Error: no test specified" && exit 1' } }, 'index.js': '' },
      {
        project: { ...NOTHING, languages: ['javascript'], manager: { name: 'npm', lockfile: null }, manifests: ['package.json'] },
        notes: [
          'languages: javascript',
          'npm, without a lockfile: dependencies are not pinned',
          NO_BUILD,
          'no test script in package.json',
          NO_START,
        ],
      },
    ],
    [
      'npm with TypeScript, vitest, ESLint and Prettier',
      {
        'package.json': {
          scripts: { build: 'tsc -p .', 'test:types': 'tsc --noEmit', test: 'vitest run', lint: 'eslint .', start: 'node dist/main.js' },
          devDependencies: { eslint: '9', prettier: '3', typescript: '5', vitest: '3' },
        },
        'package-lock.json': '{}',
        'eslint.config.js': '',
        '.eslintrc.json': '{}',
        '.prettierrc': '',
        'src/main.ts': '',
        'node_modules/x/package.json': 'broken',
      },
      {
        project: {
          languages: ['typescript', 'javascript'],
          manager: { name: 'npm', lockfile: 'package-lock.json' },
          commands: { build: 'npm run build && npm run test:types', test: 'npm run test', lint: 'npm run lint', start: 'npm run start' },
          testRunners: ['vitest'],
          manifests: ['package.json'],
          linters: [
            { name: 'eslint', config: 'eslint.config.js' },
            { name: 'prettier', config: '.prettierrc' },
          ],
        },
        notes: [
          'languages: typescript, javascript',
          'npm, with package-lock.json',
          'build: npm run build && npm run test:types',
          'test: npm run test',
          'test runner: vitest',
          'lint: npm run lint',
          'start: npm run start',
          'linters and formatters: eslint (eslint.config.js), prettier (.prettierrc)',
        ],
      },
    ],
    [
      'a pnpm workspace, type-checked by references, with mocha',
      {
        'package.json': {
          packageManager: 'pnpm@9.1.0+sha512.abc',
          scripts: { test: 'nyc mocha' },
          devDependencies: { typescript: '5', '@biomejs/biome': '2' },
          prettier: {},
        },
        'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - "!packages/old"\n',
        'pnpm-lock.yaml': '',
        'package-lock.json': '{}',
        'tsconfig.json': '{\n  // only references\n  "files": [], "references": [{ "path": "packages/a" }],\n}',
        'biome.jsonc': '{}',
        'packages/a/package.json': {},
        'packages/a/index.ts': '',
        'packages/old/package.json': {},
      },
      {
        project: {
          languages: ['typescript'],
          manager: { name: 'pnpm', lockfile: 'pnpm-lock.yaml' },
          commands: { build: './node_modules/.bin/tsc -b', test: 'pnpm run test' },
          testRunners: ['mocha'],
          manifests: ['package.json', 'packages/a/package.json', 'packages/old/package.json'],
          linters: [{ name: 'biome', config: 'biome.jsonc' }],
        },
        notes: [
          'languages: typescript',
          'pnpm, with pnpm-lock.yaml',
          'package-lock.json: of another package manager, not used',
          'workspaces: 1 package in packages/*, !packages/old',
          'build: ./node_modules/.bin/tsc -b',
          'test: pnpm run test',
          'test runner: mocha',
          NO_START,
          'linters and formatters: biome (biome.jsonc)',
          'prettier: package.json configures it, but it is no dependency of package.json; not used',
        ],
      },
    ],
    [
      'linters in the packages of a workspace, and what a formatter is given',
      {
        'package.json': {
          workspaces: ['packages/*'],
          scripts: { format: 'prettier --config p.json --check . "docs/*.md" lib/' },
          devDependencies: { eslint: '9', prettier: '3', stylelint: '18' },
          'lint-staged': { '*.yaml': 'prettier --write', '*.js': 'eslint' },
          prettier: {},
        },
        'eslint.config.js': '',
        'packages/a/package.json': {},
        'packages/a/eslint.config.js': '',
        'packages/a/.prettierrc': '',
        'packages/a/.stylelintrc.json': '',
        'packages/b/package.json': {},
        'packages/b/.eslintrc.json': '',
        'examples/c/package.json': { devDependencies: { eslint: '9' } },
        'examples/c/eslint.config.js': '',
      },
      {
        project: {
          ...NOTHING,
          languages: ['javascript'],
          manager: { name: 'npm', lockfile: null },
          manifests: ['package.json', 'examples/c/package.json', 'packages/a/package.json', 'packages/b/package.json'],
          linters: [
            { name: 'eslint', config: 'eslint.config.js' },
            { name: 'prettier', config: 'package.json', formats: ['**', '**/*.yaml', 'docs/*.md', 'docs/*.md/**', 'lib', 'lib/**'] },
            { name: 'eslint', config: 'packages/a/eslint.config.js', folder: 'packages/a' },
            { name: 'stylelint', config: 'packages/a/.stylelintrc.json', folder: 'packages/a' },
          ],
        },
        notes: [
          'languages: javascript',
          'npm, without a lockfile: dependencies are not pinned',
          'workspaces: 2 packages in packages/*',
          'no build: neither a build nor a type-check script, nor a tsconfig.json with typescript as a dependency',
          'no test script in package.json',
          NO_START,
          'linters and formatters: eslint (eslint.config.js), prettier (package.json), eslint (packages/a/eslint.config.js in packages/a), stylelint (packages/a/.stylelintrc.json in packages/a)',
        ],
      },
    ],
    [
      'yarn with jest, and a linter on its defaults',
      {
        'package.json': {
          workspaces: { packages: ['libs/*'] },
          scripts: { test: 'yarn unit', unit: 'jest', style: 'oxlint && oxfmt', start: 'node .' },
          devDependencies: { jest: '30', oxlint: '1', oxfmt: '1', prettier: '3', eslint: '9', typescript: '5' },
        },
        'yarn.lock': '',
        'tsconfig.json': '{ "compilerOptions": { /* "references": [{}] */ } }',
        'libs/a/package.json': {},
        'libs/b/package.json': {},
        'index.tsx': '',
      },
      {
        project: {
          languages: ['typescript'],
          manager: { name: 'yarn', lockfile: 'yarn.lock' },
          commands: { build: './node_modules/.bin/tsc --noEmit', test: 'yarn run test', start: 'yarn run start' },
          testRunners: ['jest'],
          manifests: ['package.json', 'libs/a/package.json', 'libs/b/package.json'],
          linters: [
            { name: 'oxfmt', config: null, formats: ['**'] },
            { name: 'oxlint', config: null },
          ],
        },
        notes: [
          'languages: typescript',
          'yarn, with yarn.lock',
          'workspaces: 2 packages in libs/*',
          'build: ./node_modules/.bin/tsc --noEmit',
          'test: yarn run test',
          'test runner: jest',
          'start: yarn run start',
          'linters and formatters: oxfmt (its defaults), oxlint (its defaults)',
        ],
      },
    ],
    [
      'bun',
      { 'package.json': { scripts: { test: 'bun test', 'check-types': 'tsc' } }, 'bun.lock': '', 'a.ts': '' },
      {
        project: {
          languages: ['typescript'],
          manager: { name: 'bun', lockfile: 'bun.lock' },
          commands: { build: 'bun run check-types', test: 'bun run test' },
          testRunners: [],
          unreadTests: ['bun test'],
          manifests: ['package.json'],
          linters: [],
        },
        notes: [
          'languages: typescript',
          'bun, with bun.lock',
          'build: bun run check-types',
          'test: bun run test',
          'test runner: bun test, whose reports Jidoka cannot read yet',
          NO_START,
        ],
      },
    ],
    [
      'a packageManager that has no lockfile here',
      { 'package.json': { packageManager: 'yarn@4.0.0' }, 'package-lock.json': '{}', 'a.js': '' },
      {
        project: { ...NOTHING, languages: ['javascript'], manager: { name: 'yarn', lockfile: null }, manifests: ['package.json'] },
        notes: [
          'languages: javascript',
          'yarn, without a lockfile: dependencies are not pinned',
          'package-lock.json: of another package manager, not used',
          NO_BUILD,
          'no test script in package.json',
          NO_START,
        ],
      },
    ],
    [
      'Python with everything',
      { 'pyproject.toml': '[tool.ruff]\n[tool.mypy]\n[tool.pytest.ini_options]\n', 'tox.ini': '', 'a/b.py': '', 'tests/test_b.py': '' },
      {
        project: {
          ...NOTHING,
          languages: ['python'],
          commands: { test: 'python3 -m pytest' },
          testRunners: ['pytest'],
          linters: [{ name: 'ruff', config: 'pyproject.toml' }],
        },
        notes: [
          'languages: python',
          'Python',
          'test: python3 -m pytest',
          'tox.ini: the environments of tox are not made; the tests run in the Python of the PATH',
          'test runner: pytest',
          'linters and formatters: ruff (pyproject.toml)',
        ],
      },
    ],
    [
      'Python with nothing but a test',
      { 'setup.py': '', 'tests/test_a.py': '' },
      {
        project: {
          ...NOTHING,
          languages: ['python'],
          commands: { test: 'python3 -m unittest discover -s tests' },
          testRunners: ['unittest'],
        },
        notes: ['languages: python', 'Python', 'test: python3 -m unittest discover -s tests', 'test runner: unittest'],
      },
    ],
    [
      'Go, with a page in JavaScript beside it',
      { 'go.mod': '', 'main.go': '', 'b.go': '', '.golangci.yml': '', 'package.json': {}, 'package-lock.json': '{}', 'web/a.js': '' },
      {
        project: {
          languages: ['go', 'javascript'],
          manager: { name: 'npm', lockfile: 'package-lock.json' },
          commands: { build: 'go build ./...', test: 'go test ./...', lint: 'golangci-lint run' },
          testRunners: ['go test'],
          manifests: ['package.json'],
          linters: [{ name: 'gofmt', config: null }],
        },
        notes: [
          'languages: go, javascript',
          'Go',
          'build: go build ./...',
          'test: go test ./...',
          'lint: golangci-lint run',
          'test runner: go test',
          'linters and formatters: gofmt (its defaults)',
          'JavaScript is at the root too: its commands are not run unless the config names them',
        ],
      },
    ],
    [
      'Rust',
      { 'Cargo.toml': '', 'Cargo.lock': '', 'src/main.rs': '' },
      {
        project: {
          ...NOTHING,
          languages: ['rust'],
          commands: { build: 'cargo build --locked', test: 'cargo test --locked' },
          testRunners: ['cargo test'],
        },
        notes: ['languages: rust', 'Rust', 'build: cargo build --locked', 'test: cargo test --locked', 'test runner: cargo test'],
      },
    ],
    [
      'Maven by its wrapper, and Gradle beside it',
      { 'pom.xml': '', mvnw: '', 'build.gradle': '', 'src/A.java': '' },
      {
        project: { ...JAVA, commands: { build: './mvnw -q -B -DskipTests verify', test: './mvnw -q -B verify' } },
        notes: [
          'languages: java',
          'Java',
          'build: ./mvnw -q -B -DskipTests verify',
          'test: ./mvnw -q -B verify',
          'Maven and Gradle at the root: Maven is used',
          'test runner: junit',
        ],
      },
    ],
    [
      'Gradle',
      { 'build.gradle.kts': '', gradlew: '', 'A.java': '' },
      {
        project: { ...JAVA, commands: { build: './gradlew --console=plain assemble', test: './gradlew --console=plain test' } },
        notes: [
          'languages: java',
          'Java',
          'build: ./gradlew --console=plain assemble',
          'test: ./gradlew --console=plain test',
          'test runner: junit',
        ],
      },
    ],
  ];

test.each(CASES)('%s', async (_, files, expected) => {
  expect(await detectProject(treeOf(files))).toEqual({
    ...expected,
    project: { startsOtherTests: false, unreadTests: [], ...expected.project },
  });
});

test('a runner that hides behind a program is not known, and heard', async () => {
  const { project, notes } = await detectProject(treeOf({ 'package.json': { scripts: { test: 'ts-scripts test' } } }));
  expect(notes).toContain('test runner: not recognised; whichever of those Jidoka can read is started will be heard');
  expect(project).toMatchObject({ testRunners: [], startsOtherTests: true, unreadTests: [] });
});

test.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['scripts that are none', '{"scripts":{"test":1}}'],
])('a package.json that is %s is said, not skipped', async (_, text) => {
  await expect(detectProject(treeOf({ 'package.json': text }))).rejects.toThrow(UserError);
});

test('the example service', async () => {
  const folder = fileURLToPath(new URL('../../examples/user-directory', import.meta.url));
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .filter((path) => !path.startsWith('dist/'));
  const tree = { paths, read: async (path: string) => (paths.includes(path) ? readFileSync(`${folder}/${path}`, 'utf8') : null) };
  expect((await detectProject(tree)).project).toEqual({
    languages: ['typescript'],
    manager: { name: 'npm', lockfile: null },
    commands: { build: 'npm run build', test: 'npm run test', start: 'npm run start' },
    testRunners: ['node:test'],
    startsOtherTests: false,
    unreadTests: [],
    manifests: ['package.json'],
    linters: [],
  });
});
