import { expect, test } from 'vitest';
import type { Project } from '../domain/project.ts';
import { neededPrograms } from './needed-programs.ts';
import { configSchema } from './schema.ts';

const PROJECT: Project = {
  languages: ['typescript', 'python'],
  manager: { name: 'pnpm', lockfile: null },
  commands: { build: 'NODE_ENV=test make -j2 && ./scripts/build.sh', test: 'cd app; pytest -q | tee out' },
  testRunners: [],
  unreadTests: [],
  startsOtherTests: false,
  manifests: [],
  linters: [
    { name: 'eslint', config: null },
    { name: 'ruff', config: null },
    { name: 'ruff format', config: null },
  ],
};

test('names what the languages, the manager and the commands start, once each, with what installs it', () => {
  const config = configSchema.parse({
    tools: { leaks: { uses: 'gitleaks' }, lint: { command: 'go vet ./... || $OTHER', report: { format: 'sarif', path: 'a' } } },
  });
  expect(neededPrograms({ project: PROJECT, config })).toEqual([
    { name: 'node', neededFor: ['typescript'], ask: '--version', install: 'apt-get install nodejs' },
    { name: 'python3', neededFor: ['python'], ask: '--version', install: 'apt-get install python3' },
    { name: 'pnpm', neededFor: ['the package manager'], ask: '--version', install: 'npm install --global pnpm' },
    { name: 'make', neededFor: ['commands.build'], ask: '--version', install: 'apt-get install make' },
    { name: 'pytest', neededFor: ['commands.test'], ask: '--version', install: 'pip install pytest' },
    { name: 'ruff', neededFor: ['style-and-convention'], ask: '--version', install: 'pip install ruff' },
    { name: 'gitleaks', neededFor: ['tools.leaks'], ask: 'version', install: null },
    { name: 'go', neededFor: ['tools.lint'], ask: 'version', install: 'apt-get install golang-go' },
  ]);
});
