import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { benchOf } from '../../../test/rig/gate.ts';
import { createRepository, type Files } from '../../../test/rig/repository.ts';
import { UserError } from '../../domain/error.ts';
import { foundLevel } from '../../platform/found-level.ts';
import { check } from '../check.ts';

const CANARY = { '.jidoka/checkers/todo/canary/head/a.txt': 'TODO\n' };

/** A checker whose check has this body; `setup` stands before everything. */
function source(body: string, { setup = '', needs = "['change', 'base', 'head']" } = {}): string {
  return `${setup}
import { z } from 'zod';
import { defineChecker } from 'jidoka/checker';
const rule = { severity: 'error', title: 'A TODO', remediation: 'Do it.' } as const;
export default defineChecker({
  title: 'No TODO', kind: 'programmatic', on: ['change'], needs: ${needs}, version: 1, cost: 'cheap', parses: false,
  options: z.strictObject({ word: z.string().default('TODO') }), rules: { todo: rule },
  async check(input) { const { change, base, head, options, report, inScope, examined, notApplicable } = input; ${body} },
});
`;
}

const FINDS = `
  for (const [side, tree] of [['base', base], ['head', head]] as const)
    for (const { path } of change.files.filter((file) => tree.has(file.path)))
      ((await tree.read(path)) ?? '').split('\\n').forEach((line, at) => {
        if (line.includes(options.word)) report('todo', { side, path, message: 'left to do', range: { startLine: at + 1 } });
      });
  const paths = change.files.map(({ path }) => path);
  inScope(paths);
  examined(paths);
`;

interface Case {
  readonly base?: Files;
  readonly change?: Files;
  readonly only?: readonly string[];
}

/** What a checker \`todo\` of the base commit says about a change. */
async function judged(text: string, { base = {}, change = { 'a.txt': 'one\nTODO two\n' }, only = ['todo'] }: Case = {}) {
  using repo = createRepository({ 'a.txt': 'one\n', '.jidoka/checkers/todo/checker.ts': text, ...CANARY, ...base });
  repo.commit(change);
  const { gate } = await check(await benchOf(repo), {
    base: 'HEAD~1',
    source: { head: 'HEAD' },
    only,
    signal: new AbortController().signal,
    toolchain: {},
    cache: null,
  });
  return gate;
}

async function said(text: string, example: Case = {}) {
  const { checkers } = await judged(text, example);
  const [result] = checkers;
  return (
    result && { verdict: result.verdict, reason: result.reason, files: `${result.examined}/${result.inScope}`, findings: result.findings }
  );
}

const reasonOf = async (text: string, example: Case = {}) => {
  const result = await said(text, example);
  return `${result?.verdict}: ${result?.reason}`;
};

describe('a checker of the base commit', () => {
  test('finds what is new, in code and with options of its own, and stops the change', async () => {
    const gate = await judged(source(FINDS), {
      base: { 'b.txt': 'TODO old\n' },
      change: { 'a.txt': 'one\nTODO two\n', 'b.txt': '\nTODO old\n' },
    });
    const [result] = gate.checkers;
    expect(gate.outcome).toBe('red');
    expect([result?.number, result?.id, result?.mode, result?.verdict, result?.examined, result?.inScope]).toEqual([
      100,
      'todo',
      'enforced',
      'failed',
      2,
      2,
    ]);
    expect(
      result?.findings.map(({ rule, path, range, baselineState, remediation }) => [
        rule,
        path,
        range?.startLine,
        baselineState,
        remediation,
      ]),
    ).toEqual([
      ['todo', 'a.txt', 2, 'new', 'Do it.'],
      ['todo', 'b.txt', 2, 'unchanged', 'Do it.'],
    ]);
  });

  test('takes its options from the config, and a wrong one is no answer', async () => {
    const config = (options: string) => ({ '.jidoka/config.yaml': `checkers: { todo: { ${options} } }\n` });
    expect((await said(source(FINDS), { base: config('word: LATER') }))?.verdict).toBe('passed');
    expect(await reasonOf(source(FINDS), { base: config('wrod: LATER') })).toMatch(/^errored: .*wrod/s);
  });

  test('may import what it shares with others', async () => {
    const text = source(`if (word !== 'TODO') throw new Error(word); ${FINDS}`, { setup: "import { word } from '../shared/word.ts';" });
    expect((await said(text, { base: { '.jidoka/checkers/shared/word.ts': "export const word: string = 'TODO';\n" } }))?.verdict).toBe(
      'failed',
    );
  });

  test('runs in the whole gate beside ours, enforced at every phase', async () => {
    const gate = await judged(source(FINDS), { base: { '.jidoka/config.yaml': 'phase: 1\n' }, only: ['generated-code-integrity', '100'] });
    expect(gate.checkers.map(({ id, mode }) => `${id} ${mode}`)).toEqual(['generated-code-integrity shadow', 'todo enforced']);
  });
});

test('a checker that only the change has is not run', async () => {
  using repo = createRepository({ 'a.txt': 'one\n' });
  repo.commit({ 'a.txt': 'TODO\n', '.jidoka/checkers/todo/checker.ts': source(FINDS), ...CANARY });
  const asked = { base: 'HEAD~1', source: { head: 'HEAD' }, signal: new AbortController().signal, toolchain: {}, cache: null } as const;
  const { gate } = await check(await benchOf(repo), { ...asked, only: null });
  expect(gate.checkers.map(({ number }) => number).filter((number) => number >= 100)).toEqual([]);
  await expect(check(await benchOf(repo), { ...asked, only: ['todo'] })).rejects.toThrow(UserError);
});

test('the change cannot make it blind: its code is that of the base commit', async () => {
  const change = { 'a.txt': 'TODO\n', '.jidoka/checkers/todo/checker.ts': source('') };
  expect((await said(source(FINDS), { change }))?.verdict).toBe('failed');
});

describe('no answer, and never green', () => {
  test.each([
    ['that throws', "throw new Error('no idea');", /^errored: Error: no idea/],
    ['that ends the process', 'process.exit(0);', /^errored: it ended with exit code 0 without an answer/],
    ['that kills itself', "process.kill(process.pid, 'SIGKILL');", /^errored: it ended with exit code/],
    ['that looks at nothing of what it answers for', "inScope(['a.txt']);", /^errored: examined none of the 1 files/],
    ['that has files and says it does not apply', "inScope(['a.txt']); return notApplicable('no');", /^errored: said "not applicable"/],
    ['that answers something else', "return { reason: 'fine' } as never;", /^errored: TypeError: answered what is neither/],
    ['that reports a rule it does not have', "report('other', { message: 'm', path: 'a.txt' });", /^errored: .*rule other/],
    ['that reports a place outside', "report('todo', { message: 'm', path: '../../etc/passwd' });", /^errored: .*inside the repository/],
    ['that reports no place', "report('todo', { message: 'm' } as never);", /^errored: .*observation.path/],
    [
      'that writes past the protocol',
      '(await import(\'node:fs\')).writeSync(1, \'{"type":"done","notApplicable":null}\\n\');',
      /^errored: .*past the protocol/,
    ],
    [
      'that floods',
      "const { writeSync } = await import('node:fs'); for (;;) writeSync(1, 'x'.repeat(65536));",
      /^errored: .*(more than it may|past the protocol)/,
    ],
    ['that takes all memory', 'const kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random()));', /^errored: it ended with/],
  ])('one %s', async (_, body, reason) => {
    expect(await reasonOf(source(body))).toMatch(reason);
  });

  test.each([
    ['that cannot be parsed', 'export default {{{', /^errored: todo\/checker.ts:1\n.*SyntaxError/s],
    ['that is none', 'export default 1;\n', /^errored: /],
    ['that asks for what it is not given', source('', { needs: "['workspaces']" }), /^errored: .*needs/],
    ['whose rules are no rules', source('').replace("severity: 'error'", "severity: 'fatal'"), /^errored: .*severity/],
  ])('one %s', async (_, text, reason) => {
    expect(await reasonOf(text)).toMatch(reason);
  });

  test('one that never ends, once it is told to', async () => {
    using repo = createRepository({
      'a.txt': 'one\n',
      '.jidoka/checkers/todo/checker.ts': source('await new Promise(() => undefined);'),
      ...CANARY,
    });
    repo.commit({ 'a.txt': 'TODO\n' });
    const request = { base: 'HEAD~1', source: { head: 'HEAD' }, only: ['todo'], toolchain: {}, cache: null } as const;
    const { gate } = await check(await benchOf(repo), { ...request, signal: AbortSignal.timeout(2000) });
    expect([gate.outcome, gate.checkers.map(({ verdict }) => verdict)]).toEqual(['undecided', ['cancelled']]);
  });

  test('one without a canary', async () => {
    const [canary = ''] = Object.keys(CANARY);
    expect(await reasonOf(source(FINDS), { base: { [canary]: null } })).toMatch(/^errored: .*has no canary/);
  });
});

test('what it prints is no answer, whatever it looks like', async () => {
  const forged = '{"type":"done","notApplicable":"nothing to see"}';
  const result = await said(source(`console.log('${forged}'); process.stdout.write('${forged}\\n'); ${FINDS}`));
  expect(result?.verdict).toBe('failed');
});

test('a folder that looks like a checker and would not be run is an error of the config', async () => {
  using repo = createRepository({ 'a.txt': 'one\n', '.jidoka/checkers/todo/checker.js': 'export default {}', ...CANARY });
  repo.commit({ 'a.txt': 'TODO\n' });
  const request = {
    base: 'HEAD~1',
    source: { head: 'HEAD' },
    only: null,
    signal: new AbortController().signal,
    toolchain: {},
    cache: null,
  } as const;
  await expect(check(await benchOf(repo), request)).rejects.toThrow(/todo has no checker.ts/);
});

describe.runIf((await foundLevel()).level === 'bubblewrap')('at level bubblewrap it', () => {
  test('sees no keys, no repository and no state', async () => {
    const secret = mkdtempSync(join(homedir(), '.jidoka-test-'));
    try {
      writeFileSync(join(secret, 'id'), 'secret');
      const body = `const { readFileSync } = await import('node:fs'); readFileSync(${JSON.stringify(join(secret, 'id'))});`;
      expect(await reasonOf(source(body))).toMatch(/^errored: Error: ENOENT/);
    } finally {
      rmSync(secret, { recursive: true });
    }
  });

  test('reaches no network', async () => {
    const body = "await (await import('node:dns/promises')).lookup('example.com');";
    expect(await reasonOf(source(body))).toMatch(/^errored: Error: getaddrinfo/);
    const connect =
      "await new Promise((resolve, reject) => import('node:net').then(({ connect }) => connect(53, '1.1.1.1').on('error', reject).on('connect', resolve)));";
    expect(await reasonOf(source(connect))).toMatch(/^errored: Error: connect ENETUNREACH/);
  });

  test('writes nothing that stays', async () => {
    const place = join(homedir(), 'written-by-an-own-checker');
    const body = `(await import('node:fs')).writeFileSync(${JSON.stringify(place)}, 'x');`;
    expect(await reasonOf(source(body))).toMatch(/^errored: Error: (EROFS|ENOENT)/);
    expect(existsSync(place)).toBe(false);
  });
});
