import { type Case, testChecker } from '../test-checker.ts';

const WORKFLOW = '.github/workflows/a.yml';
const RIGHT: Readonly<Record<string, string>> = {
  'compose.yaml': `services:
  web:
    image: web
    ports: ["8080:80", "[::1]:81:81", "\${PORT:-1}:82", { target: 83 }]
    healthcheck:
      interval: 1m30s
      retries: 3
    build:
      context: .
      args: { A: 1 }
    deploy:
      replicas: 2
  db:
    image: db
    volumes:
      - type: bind
        source: ./a
        target: /a
secrets:
  key:
    file: ./key
`,
  '.github/dependabot.yml': `version: 2
updates:
  - package-ecosystem: npm
    directory: /
    schedule: { interval: weekly }
    groups:
      dev:
        patterns: ['*']
        update-types: [minor]
    ignore:
      - dependency-name: a
        update-types: ['version-update:semver-major']
    commit-message:
      include: scope
    cooldown:
      default-days: 5
`,
  'package.json': `{
  "name": "@shop/web",
  "version": "1.2.3-beta.1",
  "engines": { "node": ">=20" },
  "workspaces": ["a/*"],
  "packageManager": "npm@10.2.0",
  "dependencies": {
    "a": ">=1 <2 || 3.x",
    "b": "workspace:^",
    "c": "npm:d@^1"
  },
  "devDependencies": {}
}
`,
  'tsconfig.json': `{
  "extends": "./tsconfig.base.json",
  "compilerOptions": {
    "strict": true,
    "module": "NodeNext",
    "target": "ES2029",
    "lib": ["DOM.Iterable"]
  },
  "references": [{ "path": "./a" }, { "path": "./.made/tsconfig.json" }],
  "ts-node": {}
}
`,
  'tsconfig.base.json': '{}',
  'a/tsconfig.json': '{ "extends": ["./.made/tsconfig.json", "@a/b"] }',
  [WORKFLOW]: `on:
  pull_request:
    types: [opened]
    branches: [main]
  schedule:
    - cron: '*/15 0-6,12 * JAN-MAR mon'
jobs:
  a:
    runs-on: a
    timeout-minutes: \${{ inputs.time }}
    strategy:
      matrix: { a: [1] }
    steps:
      - id: one
        uses: a/b@v1
      - id: two
        uses: ./a
`,
  '.github/ISSUE_TEMPLATE/bug.yml': `name: Bug
description: Tell
body:
  - type: input
    id: a
    attributes:
      label: What
  - type: markdown
    attributes:
      value: Thanks
`,
  'own/action.yml': `name: A
description: B
inputs:
  a: { default: b }
runs:
  using: composite
  steps:
    - run: echo
      shell: bash
`,
};

/** What of the files above is written otherwise, and on which line that is told. */
const broken = (path: string, from: string, to: string, line: number, rule = 'schema-violation'): Case => ({
  name: `${path}: ${from.trim()} as ${to.trim()}`,
  base: { [path]: RIGHT[path] ?? '', 'tsconfig.base.json': '{}', 'a/tsconfig.json': '{}' },
  head: { [path]: RIGHT[path]?.replace(from, () => to) ?? null },
  expect: { findings: [{ rule, path, line }] },
});

testChecker(import.meta.url, {
  clean: [
    { name: 'settings as they should be', base: {}, head: RIGHT },
    {
      name: 'a service that another file gives its image',
      base: {},
      head: { 'compose.yaml': 'services:\n  web:\n    restart: always\n', 'ops/compose.dev.yaml': 'services:\n  web:\n    image: a\n' },
    },
    { name: 'where a part of a package lies', base: {}, head: { 'a/package.json': '{ "name": "@a/b/c", "main": "../c.js" }' } },
    { name: 'a misspelling beside what it was meant by', base: {}, head: { 'package.json': '{ "scripts": {}, "script": "own" }' } },
  ],
  flagged: [
    broken('compose.yaml', '"8080:80"', '"808O:80"', 4),
    broken('compose.yaml', '    image: db\n', '', 13),
    broken('compose.yaml', 'retries: 3', 'retry: 3', 7),
    broken('compose.yaml', 'interval: 1m30s', 'interval: 30', 6),
    broken('compose.yaml', '  db:\n', '  web:\n    image: b\n  db:\n', 13, 'duplicate-key'),
    broken('compose.yaml', 'context: .', 'contxt: .', 9),
    broken('compose.yaml', 'replicas: 2', 'replicas: two', 12),
    broken('compose.yaml', 'type: bind', 'type: mount', 16),
    broken('compose.yaml', 'file: ./key', 'path: ./key', 21),
    broken('.github/dependabot.yml', 'weekly }', 'weekly, day: mon }', 5),
    broken('.github/dependabot.yml', 'weekly }', 'weekly, time: 9am }', 5),
    broken('.github/dependabot.yml', 'weekly }', 'weekly, timezone: Berlin }', 5),
    broken('.github/dependabot.yml', 'dev:', '- dev:', 6),
    broken('.github/dependabot.yml', '[minor]', '[minors]', 9),
    broken('.github/dependabot.yml', 'version-update:', '', 12),
    broken('.github/dependabot.yml', 'scope', 'scopes', 14),
    broken('.github/dependabot.yml', 'days: 5', 'days: five', 16),
    broken('package.json', '"devDependencies"', '"devDependecies"', 12),
    broken('package.json', '{ "node": ">=20" }', '">=20"', 4),
    broken('package.json', '1.2.3-beta.1', '1.2', 3),
    broken('package.json', '@shop/web', 'shop web', 2),
    broken('package.json', '["a/*"]', '"a/*"', 5),
    broken('package.json', 'npm@10.2.0', 'npm', 6),
    broken('package.json', '>=1 <2 || 3.x', '^1.2.O', 8),
    broken('tsconfig.json', 'true', '"true"', 4),
    broken('tsconfig.json', 'NodeNext', 'NodeNex', 5),
    broken('tsconfig.json', 'strict', 'strct', 4),
    broken('tsconfig.json', 'tsconfig.base', 'tsconfig.bse', 2, 'broken-reference'),
    broken('tsconfig.json', '"./a"', '"./b"', 9, 'broken-reference'),
    broken(WORKFLOW, 'JAN-MAR mon', 'JAN-MAR 8', 6),
    broken(WORKFLOW, '0-6,12', '0-24', 6),
    broken(WORKFLOW, '[opened]', '[open]', 3),
    broken(WORKFLOW, 'matrix: { a: [1] }', 'max: 1', 12),
    broken(WORKFLOW, 'runs-on: a', 'runs-on: a\n    needs: [a]', 10, 'inconsistent-definition'),
    broken('.github/ISSUE_TEMPLATE/bug.yml', 'type: input', 'type: text', 4),
    broken(
      '.github/ISSUE_TEMPLATE/bug.yml',
      'type: markdown\n    attributes:\n      value',
      'type: input\n    id: a\n    attributes:\n      label',
      9,
      'inconsistent-definition',
    ),
    broken('own/action.yml', '      shell: bash\n', '', 8),
    broken('own/action.yml', 'using: composite', 'using: compsite', 6),
  ],
});
