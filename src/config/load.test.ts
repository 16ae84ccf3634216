import { expect, test } from 'vitest';
import { UserError } from '../domain/error.ts';
import { configDigest, parseConfig, SCHEMA_COMMENT } from './load.ts';

const checkerIds = ['build-and-compile', 'test-coverage'];
const parse = (text: string) => parseConfig({ text, path: '.jidoka/config.yaml', checkerIds });

const DEFAULTS = {
  phase: 3,
  commands: {},
  services: {},
  env: [],
  checkers: {},
  budget: {},
  watch: { weights: [10, 50, 100], lookSeconds: 5, deadlineSeconds: 60, warmUpSeconds: 10, probesPerSecond: 20, closeMinutes: 15 },
  limits: { processes: 1024, outputMb: 256 },
  protectedPaths: [],
};

function errorOf(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError && error.code === 'CONFIG_INVALID') return error.message.split('\n');
    throw error;
  }
  return [];
}

test.each([
  ['nothing', ''],
  ['only comments', `${SCHEMA_COMMENT}\n# phase: 2\n`],
  ['an empty map', '{}'],
])('%s means the defaults', (_, text) => {
  expect(parse(text)).toEqual(DEFAULTS);
});

test('reads every key', () => {
  const text = `${SCHEMA_COMMENT}
phase: 4
protectedBranch: trunk
commands: { build: make, test: make test, start: ./serve }
services:
  db: { command: ./db, ready: { port: 5432 } }
  api: { command: ./api, ready: { http: 'http://127.0.0.1:8080/health', log: up }, timeoutSeconds: 5 }
env: [DATABASE_URL]
checkers:
  test-coverage: { mode: enforced, threshold: 90 }
agent: { name: command, command: [my-agent, --stdin] }
budget: { usd: 2.5 }
target: { name: process, port: 8080, probes: [{ path: /users }] }
watch: { weights: [50, 100] }
protectedPaths: [infra/**]
`;
  expect(parse(text)).toEqual({
    ...DEFAULTS,
    phase: 4,
    protectedBranch: 'trunk',
    commands: { build: 'make', test: 'make test', start: './serve' },
    services: {
      db: { command: './db', ready: { port: 5432 }, timeoutSeconds: 60 },
      api: { command: './api', ready: { http: 'http://127.0.0.1:8080/health', log: 'up' }, timeoutSeconds: 5 },
    },
    env: ['DATABASE_URL'],
    checkers: { 'test-coverage': { mode: 'enforced', threshold: 90 } },
    agent: { name: 'command', command: ['my-agent', '--stdin'], timeoutMinutes: 20, silenceMinutes: 10, network: [], env: [] },
    budget: { usd: 2.5 },
    target: { name: 'process', port: 8080, health: '/health', probes: [{ path: '/users', status: 200 }] },
    watch: { ...DEFAULTS.watch, weights: [50, 100] },
    protectedPaths: ['infra/**'],
  });
});

test.each([
  ['phase: high', ['.jidoka/config.yaml:1: phase: expected a number, found "high"']],
  ['phase: 1.5', ['.jidoka/config.yaml:1: phase: expected a whole number, found 1.5']],
  ['phase: 7', ['.jidoka/config.yaml:1: phase: expected a number of at most 6, found 7']],
  ['phase:', ['.jidoka/config.yaml:1: phase: expected a number, found an empty value']],
  ['- phase', ['.jidoka/config.yaml:1: expected a map, found a list']],
  [
    'commands:\n  tset: npm test',
    ['.jidoka/config.yaml:2: commands.tset: unknown key, expected one of install, prepare, build, test, lint, start; did you mean "test"?'],
  ],
  ['commands:\n  build: ""', ['.jidoka/config.yaml:2: commands.build: expected text that is not empty, found ""']],
  [
    'env: [JIDOKA_SIGNING_KEY]',
    ['.jidoka/config.yaml:1: env[0]: expected another name than JIDOKA_SIGNING_KEY, which no command may see, found "JIDOKA_SIGNING_KEY"'],
  ],
  ['env:\n  - A\n  - B-C', ['.jidoka/config.yaml:3: env[1]: expected text that matches /^[A-Za-z_][A-Za-z0-9_]*$/, found "B-C"']],
  [
    'services:\n  db:\n    command: ./db\n    ready: {}',
    ['.jidoka/config.yaml:4: services.db.ready: expected at least one of port, http and log, found a map'],
  ],
  [
    'services:\n  db:\n    command: ./db\n    ready: { http: http://example.org/ }',
    [
      expect.stringMatching(
        /^\.jidoka\/config\.yaml:4: services\.db\.ready\.http: expected text that matches .*, found "http:\/\/example\.org\/"$/,
      ),
    ],
  ],
  ['agent:\n  name: gpt', ['.jidoka/config.yaml:2: agent.name: expected "replay", "command" or "acp", found "gpt"']],
  ['agent:\n  name: replay', ['.jidoka/config.yaml:1: agent.script: expected text, found nothing']],
  ['target:\n  name: process\n  health: up', ['.jidoka/config.yaml:3: target.health: expected text that starts with "/", found "up"']],
  ['watch:\n  weights: []', ['.jidoka/config.yaml:2: watch.weights: expected a list of at least 1 entry, found an empty list']],
  ['checkers:\n  test-coverage:\n    mode: off', ['.jidoka/config.yaml:3: checkers.test-coverage.mode: expected "enforced", found "off"']],
  [
    'checkers:\n  test-coverge: {}',
    [
      '.jidoka/config.yaml:2: checkers.test-coverge: unknown checker, expected one of build-and-compile, test-coverage; did you mean "test-coverage"?',
    ],
  ],
  [
    'checkers:\n  __proto__: {}',
    ['.jidoka/config.yaml:2: checkers.__proto__: unknown checker, expected one of build-and-compile, test-coverage'],
  ],
  ['phase: 1\nphase: 2', ['.jidoka/config.yaml:2: Map keys must be unique']],
  ['phase: 1\n---\nphase: 2', ['.jidoka/config.yaml:2: Source contains multiple documents']],
  ['phase: !!js/function x', ['.jidoka/config.yaml:1: Unresolved tag: tag:yaml.org,2002:js/function']],
  [
    'checkers:\n  test-coverage: { threshold: .nan }',
    ['.jidoka/config.yaml:2: checkers.test-coverage.threshold: expected a number that is finite, found NaN'],
  ],
  ['protectedPaths:\n  - "\\ud800"', ['.jidoka/config.yaml:2: protectedPaths[0]: expected Unicode, found half a surrogate pair']],
  ['phase: *none', ['.jidoka/config.yaml: Unresolved alias (the anchor must be set before the alias): none']],
  ['phase: [', ['.jidoka/config.yaml:1: Flow sequence in block collection must be sufficiently indented and end with a ]']],
])('%j is refused in words', (text, message) => {
  expect(errorOf(text)).toEqual(message);
});

test('names every fault, in the order of the file', () => {
  expect(errorOf('sandbox: none\nphaze: 2\nwatch: { deadlineSeconds: 90 }\n')).toEqual([
    '.jidoka/config.yaml:1: sandbox: expected "process" or "bubblewrap", found "none"',
    '.jidoka/config.yaml:2: phaze: unknown key, expected one of phase, protectedBranch, commands, services, env, checkers, tools, agent, budget, target, watch, notify, sandbox, limits, protectedPaths; did you mean "phase"?',
    '.jidoka/config.yaml:3: watch.deadlineSeconds: expected a number of at most 60, found 90',
  ]);
});

test.each(['env: &all [*all]', 'commands: &all\n  test: *all', 'checkers:\n  test-coverage: &all\n    options: *all'])(
  'says of %j that it holds itself',
  (text) => {
    expect(errorOf(text)).toContainEqual(expect.stringContaining('holds itself'));
  },
);

test('does not expand a bomb of aliases', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...['b', 'c', 'd'].map((key, i) => `${key}: &${key} [${Array.from({ length: 9 }, () => `*${'abc'[i]}`).join(',')}]`),
  ];
  expect(errorOf(bomb.join('\n'))).toEqual(['.jidoka/config.yaml: Excessive alias count indicates a resource exhaustion attack']);
});

test('does not overflow on deep nesting, nor read a file of any size', () => {
  const deep = errorOf('['.repeat(100_000));
  expect(deep.length).toBeLessThanOrEqual(3);
  expect(deep[0]).toBe('.jidoka/config.yaml:1: Maximum call stack size exceeded');
  expect(errorOf('#'.repeat(300_000))).toEqual(['.jidoka/config.yaml: expected at most 262144 characters, found 300000']);
});

test('the digest follows the meaning, not the spelling', () => {
  expect(configDigest(parse('phase: 3\nenv: [A]'))).toBe(configDigest(parse('# said again\n{ env: ["A"] }')));
  expect(configDigest(parse('env: [A]'))).not.toBe(configDigest(parse('env: [B]')));
});
