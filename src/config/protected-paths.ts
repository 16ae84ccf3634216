/**
 * Paths that decide how a change is judged, built or released: a change that touches one is red unless its approved order
 * says so. Matched by `matchesGlob` of the domain, under which `*` sees names that start with a dot.
 */
export const DEFAULT_PROTECTED_PATHS: readonly string[] = [
  // Jidoka's own policy, orders, prompts, waivers, keys, checkers.
  '.jidoka/**',
  // CI.
  '.github/{workflows,actions}/**',
  '{.github/,docs/,}CODEOWNERS',
  '.gitlab-ci.{yml,yaml}',
  '.gitlab/ci/**',
  '.circleci/**',
  '.{azure-pipelines,azuredevops}/**',
  'azure-pipelines*.{yml,yaml}',
  '**/Jenkinsfile*',
  'bitbucket-pipelines.yml',
  '.buildkite/**',
  '.travis.yml',
  '.{drone,woodpecker,appveyor}.{yml,yaml}',
  'appveyor.yml',
  '.woodpecker/**',
  '.{gitea,forgejo}/workflows/**',
  '.ci/**',
  // Hooks.
  '**/.{husky,githooks}/**',
  '**/{.,}lefthook{-local,}.{yml,yaml,toml,json}',
  '**/{.,}pre-commit-config.yaml',
  '**/.{lintstagedrc,simple-git-hooks}*',
  '**/lint-staged.config.*',
  // Package managers and git: they decide what is installed and what a checkout holds.
  '**/.npmrc',
  '**/.yarnrc*',
  '**/.yarn/**',
  '**/.pnpmfile.*',
  '**/pnpm-workspace.yaml',
  '**/bunfig.toml',
  '**/.gitattributes',
  '**/.gitmodules',
  // Found before the installed ones by everything beside it, and looked at by no tool.
  '**/node_modules/**',
  // Tests and coverage.
  '**/{vitest,jest,playwright,playwright-ct,cypress,karma,ava,wdio,web-test-runner,stryker,craco}.{config,conf}.*',
  '**/vitest.workspace.*',
  '**/vite.config.*',
  '**/{jest,vitest}.{setup,preset,shared,global-setup}.*',
  // What a runner's own compiler does to the tests before they run.
  '**/{.,}babel{rc*,.config.*}',
  '**/.swcrc',
  '**/.{mocharc,nycrc,c8rc,taprc,jasmine}*',
  '**/nyc.config.*',
  '**/{jasmine.json,.istanbul.yml,.coveragerc,pytest.ini,tox.ini}',
  '**/{.,}codecov.{yml,yaml}',
  '**/.coveralls.yml',
  '**/sonar-project.properties',
  // Linters and formatters.
  // Prettier and biome read it.
  '**/.editorconfig',
  '**/eslint.config.*',
  '**/.eslint{rc*,ignore}',
  '**/{.,}biome.{json,jsonc}',
  '**/.prettier{rc*,ignore}',
  '**/prettier.config.*',
  '**/.{oxlintrc,oxfmtrc}.*',
  '**/{xo.config,.xo-config}*',
  '**/ox{lint,fmt}.config.*',
  '**/.stylelint{rc*,ignore}',
  '**/stylelint.config.*',
  '**/{knip,.dependency-cruiser}.*',
  '**/{.,}ruff.toml',
  '**/{.flake8,.pylintrc}',
  '**/.golangci.*',
  '**/{.,}{clippy,rustfmt}.toml',
  // Compilers and build tools: they name programs that run in place of others.
  '**/.cargo/config{,.toml}',
  '**/rust-toolchain{,.toml}',
  '**/.config/nextest.toml',
  '**/.mvn/**',
  '**/gradle/wrapper/**',
  // What is no secret, and no weakness.
  '{.,}gitleaks.toml',
  '.gitleaksignore',
  // Type checkers.
  '**/{ts,js}config{.*,}.json',
  '**/tsconfig*.json',
  '**/{.,}mypy.ini',
  '**/pyrightconfig.json',
];
