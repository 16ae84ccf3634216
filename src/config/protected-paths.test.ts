import { expect, test } from 'vitest';
import { matchesGlob } from '../domain/matches-glob.ts';
import { DEFAULT_PROTECTED_PATHS } from './protected-paths.ts';

const isProtected = (path: string) => DEFAULT_PROTECTED_PATHS.some((glob) => matchesGlob(path, glob));

const PROTECTED = `
.jidoka .jidoka/config.yaml .jidoka/orders/a.md .jidoka/trusted-keys .jidoka/checkers/.hidden/checker.ts
.github/workflows/ci.yml .github/workflows/.x/a.yml .github/actions/a/action.yml .github/CODEOWNERS CODEOWNERS
.gitlab-ci.yml .circleci/config.yml azure-pipelines.yml Jenkinsfile ci/Jenkinsfile.release .travis.yml bitbucket-pipelines.yml .buildkite/a.yml .ci/run
.husky .husky/pre-commit packages/a/.husky/_/x lefthook.yml .lefthook-local.yml .pre-commit-config.yaml .lintstagedrc.json
.npmrc packages/a/.npmrc .hidden/.npmrc .yarnrc .yarnrc.yml .yarn/releases/yarn.cjs .pnpmfile.cjs .pnpmfile.mjs bunfig.toml pnpm-workspace.yaml .gitattributes a/.gitattributes .gitmodules
vitest.config.ts a/vitest.config.mts a/.b/vitest.config.mts vitest.workspace.ts vite.config.js jest.config.ts jest.setup.ts .mocharc.cjs .nycrc .nycrc.json .c8rc.json nyc.config.js playwright.config.ts playwright-ct.config.ts codecov.yml .codecov.yaml stryker.conf.json .taprc
eslint.config.mjs .eslintrc .eslintrc.cjs .eslintignore biome.json biome.jsonc .prettierrc .prettierrc.toml .prettierignore prettier.config.js .oxlintrc.json oxlint.config.ts .oxfmtrc.json oxfmt.config.ts xo.config.js .xo-config.json .stylelintrc stylelint.config.js knip.json
tsconfig.json tsconfig.build.json tsconfig-base.json a/b/tsconfig.json jsconfig.json pytest.ini tox.ini .coveragerc mypy.ini ruff.toml .golangci.yml
src/node_modules/vitest/index.js vitest.setup.ts .babelrc babel.config.cjs packages/a/.babelrc.json .swcrc .editorconfig
`
  .trim()
  .split(/\s+/);

test.each(PROTECTED)('%s is protected', (path) => {
  expect(isProtected(path)).toBe(true);
});

// package.json is compared key by key, and a lockfile changes with every dependency: checker 9 looks at it.
const FREE =
  'package.json package-lock.json pnpm-lock.yaml README.md src/config/load.ts src/jest/config.ts test/a.test.ts docs/codecov.md .gitignore .env github/workflows/a.yml src/tsconfig.ts pyproject.toml'.split(
    ' ',
  );

test.each(FREE)('%s is not', (path) => {
  expect(isProtected(path)).toBe(false);
});
