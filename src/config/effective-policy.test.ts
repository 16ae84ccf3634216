import { expect, test } from 'vitest';
import { matchesGlob } from '../domain/matches-glob.ts';
import { UserError } from '../domain/error.ts';
import { effectivePolicy } from './effective-policy.ts';
import { DEFAULT_PROTECTED_PATHS } from './protected-paths.ts';
import { configSchema } from './schema.ts';

const FILES = new Map([
  ['package.json', JSON.stringify({ scripts: { build: 'tsc', test: 'mocha', unit: 'vitest run' } })],
  ['a.js', ''],
]);
const tree = { paths: [...FILES.keys()], read: async (path: string) => FILES.get(path) ?? null };
const policyOf = (configText: string | null) => effectivePolicy({ configText, tree, checkerIds: ['test-coverage'] });

const PROJECT = {
  languages: ['javascript'],
  manager: { name: 'npm', lockfile: null },
  commands: { build: 'npm run build', test: 'npm run test' },
  testRunners: ['mocha'],
  startsOtherTests: false,
  unreadTests: [],
  manifests: ['package.json'],
  linters: [],
};

test('without a config the detected defaults decide, at phase 3', async () => {
  const policy = await policyOf(null);
  expect(policy).toEqual({
    config: configSchema.parse({}),
    project: PROJECT,
    source: 'detected',
    protectedPaths: DEFAULT_PROTECTED_PATHS,
    joined: [],
    digest: policy.digest,
    notes: [
      'no .jidoka/config.yaml: detected defaults at phase 3',
      'languages: javascript',
      'npm, without a lockfile: dependencies are not pinned',
      'build: npm run build',
      'test: npm run test',
      'test runner: mocha',
      'no start script in package.json: nothing to release',
    ],
  });
});

test("the config's commands win, and its own paths are protected too", async () => {
  const policy = await policyOf('phase: 2\ncommands: { test: npm run unit }\nprotectedPaths: [infra/**]\n');
  expect(policy).toMatchObject({
    source: 'base',
    project: { ...PROJECT, commands: { build: 'npm run build', test: 'npm run unit' }, testRunners: ['vitest'] },
    protectedPaths: [...DEFAULT_PROTECTED_PATHS, 'infra/**'],
  });
});

test('a config that cannot be read is no policy', async () => {
  await expect(policyOf('phase: none')).rejects.toThrow(UserError);
});

test('the digest follows everything that can turn a verdict', async () => {
  const texts = [
    null,
    'phase: 2',
    'commands: { build: make }',
    'protectedPaths: [a]',
    'checkers: { test-coverage: { threshold: 1 } }',
    'env: [A]',
  ];
  const digests = await Promise.all(texts.map(async (text) => (await policyOf(text)).digest));
  expect(new Set(digests).size).toBe(texts.length);
  expect((await policyOf('# nothing\n')).digest).toBe(digests[0]);
});

test('what the repository adds is named, numbered by id, and part of the digest', async () => {
  const config = `tools:\n  grep: { command: node tools/grep.js, report: { format: sarif, path: out.sarif }, checker: test-coverage }\n`;
  const withOwn = (text: string) => ({
    paths: [
      ...tree.paths,
      'tools/grep.js',
      '.jidoka/checkers/todo/checker.ts',
      '.jidoka/checkers/todo/canary/head/a',
      '.jidoka/checkers/shared/word.ts',
    ],
    read: async (path: string) => FILES.get(path) ?? text,
  });
  const of = (text: string) => effectivePolicy({ configText: config, tree: withOwn(text), checkerIds: ['test-coverage'] });
  const policy = await of('one');
  expect(policy.joined).toEqual([
    { number: 100, id: 'grep', kind: 'tool', belongsTo: 'test-coverage' },
    { number: 101, id: 'todo', kind: 'own', belongsTo: null },
  ]);
  expect(policy.protectedPaths.slice(-1)).toEqual(['tools/grep.js']);
  expect((await of('two')).digest).not.toBe(policy.digest);
});

test.each([
  ['of one of the twenty', 'test-coverage', /the name test-coverage is taken/],
  ['nobody can type', 'To Do', /expected a name of small letters/],
])('a checker of its own with a name %s is refused', async (_, name, message) => {
  const paths = [`.jidoka/checkers/${name}/checker.ts`];
  const policy = effectivePolicy({ configText: null, tree: { paths, read: async () => '' }, checkerIds: ['test-coverage'] });
  await expect(policy).rejects.toThrow(message);
  await expect(policy).rejects.toThrow(UserError);
});

test('a tool of a checker that is not there is refused', async () => {
  const config = 'tools:\n  grep: { command: grep, report: { format: sarif, path: out.sarif }, checker: tests }\n';
  await expect(policyOf(config)).rejects.toThrow(/config.yaml:2: tools.grep.checker: unknown checker/);
});

test.each(['/etc/passwd', '../out', 'a/../../b', '.git/config', 'a\\\\b/../c', ''])(
  'a report is nowhere but in the checkout: %j',
  async (path) => {
    await expect(policyOf(`tools: { grep: { command: grep, report: { format: sarif, path: "${path}" } } }\n`)).rejects.toThrow(UserError);
  },
);

test.each(['todo.ts', 'todo/checker.js', 'todo/canary/head/a.txt', 'group/todo/checker.ts'])(
  'what looks like a checker and would never run is refused: %s',
  async (path) => {
    const withIt = { paths: [`.jidoka/checkers/${path}`], read: async () => '' };
    await expect(effectivePolicy({ configText: null, tree: withIt, checkerIds: [] })).rejects.toThrow(/would never run/);
  },
);

test('a known program is spelled out, belongs to security-scan, and what decides what it finds is protected', async () => {
  const config = `tools:
  leaks: { uses: gitleaks }
  rules: { uses: semgrep, rules: [lint/rules], canary: { path: canary.js, text: 'eval(1)' }, checker: test-coverage }
`;
  const policy = await policyOf(config);
  expect(policy.joined.map(({ id, belongsTo }) => [id, belongsTo])).toEqual([
    ['leaks', 'security-scan'],
    ['rules', 'test-coverage'],
  ]);
  for (const path of ['.betterleaks.toml', '.semgrepignore', 'lint/rules', 'lint/rules/a/b.yml'])
    expect(policy.protectedPaths.some((glob) => matchesGlob(path, glob))).toBe(true);
});

test.each([
  ['neither', '{ files: ["a"] }', /tools.a.command: expected what a tool without `uses` needs, found nothing/],
  ['no report', '{ command: x }', /tools.a.report: expected what a tool without `uses` needs, found nothing/],
  ['rules without a use', '{ command: x, report: { format: sarif, path: x }, rules: [a] }', /tools.a.rules: expected nothing here/],
  ['both', '{ uses: gitleaks, command: x }', /tools.a.command: expected nothing here, beside `uses: gitleaks`, found "x"/],
  ['a canary of its own', '{ uses: trivy, canary: { path: a, text: b } }', /tools.a.canary: expected nothing here/],
  ['no rules', '{ uses: semgrep, canary: { path: a, text: b } }', /tools.a.rules: expected what `uses: semgrep` needs, found nothing/],
  ['no canary for its own rules', '{ uses: opengrep, rules: [a] }', /tools.a.canary: expected what `uses: opengrep` needs/],
  ['rules from a registry', '{ uses: opengrep, rules: ["../a"], canary: { path: a, text: b } }', /tools.a.rules/],
  ['one that nobody knows', '{ uses: grype }', /tools.a.uses: expected "semgrep", .*found "grype"/],
])('a tool with %s is refused', async (_, tool, message) => {
  await expect(policyOf(`tools:\n  a: ${tool}\n`)).rejects.toThrow(message);
});
