/** Keys of a package.json that are compared one by one: the rest of the file is free. */
export const PROTECTED_MANIFEST_KEYS: readonly string[] = [
  'scripts',
  'workspaces',
  'overrides',
  'packageManager',
  // What other managers call the same.
  'resolutions',
  'pnpm',
  'devEngines',
  // Whose install scripts run.
  'allowScripts',
  'trustedDependencies',
  'dependenciesMeta',
  // Config of tests, coverage, linters and hooks that is kept here instead of in a file of its own.
  'ava',
  'babel',
  'c8',
  'eslintConfig',
  'eslintIgnore',
  'husky',
  'jest',
  'lint-staged',
  'mocha',
  'nyc',
  'prettier',
  'simple-git-hooks',
  'standard',
  'stylelint',
  'tap',
  'wireit',
  'xo',
];

/** Of these, the ones that tools read from the nearest package.json: a new one below the root decides for its folder. */
export const NEAREST_MANIFEST_KEYS: readonly string[] = [
  'babel',
  'eslintConfig',
  'eslintIgnore',
  'prettier',
  'standard',
  'stylelint',
  'xo',
];
