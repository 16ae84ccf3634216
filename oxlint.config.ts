// The rules one file at a time can show, each with its reason. What needs the whole tree (which folder may import
// which, orphans, names) is in scripts/architecture/. A type import only, so that a copy of this file works anywhere.
import type { OxlintConfig } from 'oxlint';

/** `node:` modules that touch the world outside the process. */
const EFFECT_MODULES = ['fs', 'fs/promises', 'child_process', 'http', 'https', 'http2', 'net', 'tls', 'dgram', 'cluster'];

/** Folders that are there to touch it: whoever reads the rest knows that it cannot. */
const EFFECT_FOLDERS = [
  'src/platform/**',
  'src/git/**',
  'src/config/load.ts',
  'src/workspace/**',
  'src/server/**',
  // It plays the people: writes a repository as they would, and sends the requests of its users.
  'src/demo/**',
  // Implementations of a family: they are how an outside program, a store or a target is reached.
  'src/{agents,tools,targets,trackers,stores,models}/*/**',
];

/** The caller's environment, the wall clock and chance enter here and are handed on as values. */
const AMBIENT_FOLDERS = ['src/platform/**', 'src/config/**', 'src/cli/main.ts', 'src/compose.ts'];

/** Tests, and the harness the checkers' share. */
const TESTS = ['**/*.test.ts', 'test/**', 'src/checkers/test-checker.ts'];

/** Not part of the program: they may touch everything. */
const OUTSIDE = [...TESTS, 'scripts/**', 'bench/**', 'bin/**', 'action/**'];

const noEffects = EFFECT_MODULES.flatMap((name) =>
  [`node:${name}`, name].map((module) => ({
    name: module,
    message: 'Effects live in platform, git, config/load, workspace, server and family implementations: everything else stays testable.',
  })),
);

const noAmbientImport = {
  name: 'node:process',
  importNames: ['env'],
  message: 'The environment is read in platform and config only; take what you need as a parameter.',
};

const noFetch = { name: 'fetch', message: 'The network is an effect: see the folders that may have one in architecture.md, rule 8.' };

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'vitest', 'promise', 'node'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist/**', 'coverage/**', '**/fixtures/**', '**/canary/**', 'examples/**'],
  rules: {
    // `any` switches the compiler off for everything it flows into: an unchecked red can become a green there.
    'typescript/no-explicit-any': 'error',
    // Control characters are looked for on purpose: what agents and tools print is untrusted.
    'no-control-regex': 'off',
    // `fc.property` is how fast-check documents itself.
    'import/no-named-as-default-member': 'off',
    // A small function beside its only use reads better than one moved away from it.
    'unicorn/consistent-function-scoping': 'off',
    // `_` is for what a signature demands and nobody needs, and `{ left, ...rest }` leaves one out.
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    'no-underscore-dangle': 'off',
    // `while (!signal.aborted)`: a signal changes from outside.
    'no-unmodified-loop-condition': 'off',
    // The compiler says what a `then` returns.
    'promise/always-return': 'off',
    // The titles of a table come from the table.
    'vitest/valid-title': 'off',
    // Assertions that several tests share are a function called `expect…`.
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert'] }],
    'vitest/no-standalone-expect': 'off',
    // A suppressed type error is a gate somebody skipped.
    'typescript/ban-ts-comment': 'error',
    // `!` is a claim without a check.
    'typescript/no-non-null-assertion': 'error',
    // Two files that need each other are one file, or a missing third. Types included: a type circle is where a value
    // circle starts. It does not see `import()`; scripts/architecture/circles.ts does.
    'import/no-cycle': ['error', { ignoreTypes: false }],
    // Nobody reads a file of a thousand lines before changing it.
    'max-lines': ['error', { max: 400 }],
    'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true, IIFEs: true }],
    // An empty block hides what happened. A `catch` with only a comment: scripts/architecture/swallowed-errors.ts.
    'no-empty': ['error', { allowEmptyCatch: false }],
    // What a person sees goes through cli and reporters, so that `--json` stays JSON and the rest stays testable.
    'no-console': 'error',
    'no-restricted-imports': ['error', { paths: [...noEffects, noAmbientImport] }],
    'no-restricted-globals': ['error', noFetch],
    // A run must give the same result twice, and a test must be able to move time: take a Clock, an id source, a config.
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Take a Clock (platform/clock.ts).' },
      { object: 'performance', property: 'now', message: 'Take a Clock: `elapsed()` is monotone.' },
      { object: 'Math', property: 'random', message: 'Take a source of chance, so that a run can be repeated.' },
      { object: 'process', property: 'env', message: 'The environment is read in platform and config only.' },
    ],
    // A test that is not run is a gate that is not there.
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
    'vitest/no-conditional-tests': 'error',
    // A mock of our own module proves that the mock works. Fakes are whole implementations of a contract.
    'vitest/no-restricted-vi-methods': [
      'error',
      Object.fromEntries(
        ['mock', 'doMock', 'hoisted', 'importMock', 'spyOn', 'stubGlobal'].map((name) => [name, 'No mocks: write a fake of the contract.']),
      ),
    ],
    // These pass on nearly everything; assert the whole value with toEqual.
    'vitest/no-restricted-matchers': [
      'error',
      Object.fromEntries(
        ['toBeDefined', 'toBeTruthy', 'toBeFalsy', 'toMatchSnapshot', 'toMatchInlineSnapshot', 'toMatchFileSnapshot'].map((name) => [
          name,
          'Assert the whole value with toEqual.',
        ]),
      ),
    ],
  },
  overrides: [
    {
      files: EFFECT_FOLDERS,
      rules: { 'no-restricted-imports': ['error', { paths: [noAmbientImport] }], 'no-restricted-globals': 'off' },
    },
    { files: AMBIENT_FOLDERS, rules: { 'no-restricted-properties': 'off' } },
    { files: ['src/platform/**', 'src/config/load.ts'], rules: { 'no-restricted-imports': 'off' } },
    { files: ['src/cli/**', 'src/reporters/**'], rules: { 'no-console': 'off' } },
    {
      files: OUTSIDE,
      rules: {
        'no-restricted-imports': 'off',
        'no-restricted-globals': 'off',
        'no-restricted-properties': 'off',
        'no-console': 'off',
      },
    },
    // A `describe` is a function, and a table of cases is as long as there are cases.
    { files: TESTS, rules: { 'max-lines-per-function': 'off' } },
  ],
} satisfies OxlintConfig;
