import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSigningKey } from '../../src/platform/signing-key.ts';
import { A_HINT, failure, json } from '../rig/answers.ts';
import { BAD, GOOD, GREETER, TARGET } from '../rig/greeter.ts';
import { copyLine, makeLine, type TestLine } from '../rig/line.ts';
import { runCli } from '../rig/program.ts';

describe('a commit that a person made', () => {
  let template: TestLine;
  let made: string;
  beforeAll(() => {
    template = makeLine({ config: TARGET });
    made = template.commit(GOOD, 'By hand');
  });
  afterAll(() => template[Symbol.asyncDispose]());

  test('gets the attestation of a run: executed, signed, kept, verified and released', async () => {
    await using line = copyLine(template);
    // What an ordinary check has kept is not what is attested.
    expect((await line.cli('check', '--head', made)).code).toBe(0);
    const { code, stdout } = await line.cli('check', '--head', made, '--attest', '--json');
    const { outcome, partial, attestation, objections, checkers } = JSON.parse(stdout);
    const cached = [...new Set(checkers.map((checker: { readonly cached: boolean }) => checker.cached))];
    expect({ code, outcome, partial, objections, cached }).toEqual({
      code: 0,
      outcome: 'green',
      partial: false,
      objections: [],
      cached: [false],
    });
    const [signed] = await line.of('attestation.signed');
    expect(signed?.payload).toEqual({
      tree: line.git('rev-parse', `${made}^{tree}`),
      base: line.git('rev-parse', 'main'),
      ...attestation,
      envelope: expect.any(String),
      head: expect.any(Object),
    });
    const types = (await line.events(signed?.chain)).map(({ type }) => type);
    expect([types.filter((type) => type === 'checker.finished').length, types.slice(-2)]).toEqual([
      checkers.length,
      ['gate.decided', 'attestation.signed'],
    ]);
    const verified = await line.cli('verify', made, '--json');
    const released = await line.cli('release', made, '--json');
    const ledger = await line.cli('ledger', 'verify', '--json');
    expect([verified.code, released.code, JSON.parse(released.stdout).outcome, ledger.code, JSON.parse(ledger.stdout).checkpoints]).toEqual(
      // Of the gate and of the release.
      [0, 0, 'promoted', 0, 2],
    );
  });

  test.each<{ title: string; args: readonly string[]; arrange?: (line: TestLine) => void; code: string; message: unknown }>([
    { title: 'no commit', args: ['--attest'], code: 'USAGE', message: '--attest needs --head <commit>: only a commit is attested' },
    {
      title: 'a part of the gate',
      args: ['--attest', '--head', 'HEAD', '--only', '4'],
      code: 'USAGE',
      message: '--attest and --only exclude each other: a part of a gate is no gate',
    },
    {
      title: 'a dirty working tree',
      args: ['--attest', '--head', 'HEAD'],
      arrange: (line) => writeFileSync(join(line.root, 'src/more.js'), 'export const more = 1;\n'),
      code: 'NOT_CLEAN',
      message: expect.stringMatching(/^the working tree is not what [0-9a-f]{10} holds$/),
    },
    {
      title: 'another base than its parent',
      args: ['--attest', '--head', 'HEAD', '--base', 'HEAD'],
      code: 'NOT_ATTESTABLE',
      message: expect.stringMatching(/^the base of [0-9a-f]{10} is its parent [0-9a-f]{10}, not HEAD$/),
    },
    {
      title: 'a second commit in a row',
      args: ['--attest', '--head', 'HEAD'],
      arrange: (line) => void line.commit({ 'src/more.js': 'export const more = 1;\n' }),
      code: 'BASE_NOT_MERGED',
      message: expect.stringMatching(/cannot be attested: its base [0-9a-f]{10} is not on the protected branch main/),
    },
    {
      title: 'a merge',
      args: ['--attest', '--head', 'HEAD'],
      arrange: (line) =>
        line.git('merge', '--quiet', '--no-ff', '-m', 'Both', line.git('commit-tree', '-p', 'main', '-m', 'x', 'main^{tree}')),
      code: 'NOT_ATTESTABLE',
      message: expect.stringMatching(/ has 2 parents; an attestation is for a change on one$/),
    },
  ])('is refused for $title', async ({ args, arrange, code, message }) => {
    await using line = copyLine(template);
    arrange?.(line);
    expect(await json(line, 'check', ...args)).toEqual(failure(code, message, A_HINT));
    expect(line.git('for-each-ref', 'refs/notes')).toBe('');
  });

  test('is refused for a key that its parent does not trust, also when the commit itself adds it', async () => {
    await using line = copyLine(template);
    const env = { ...line.env, XDG_CONFIG_HOME: join(line.folder, 'another') };
    const other = createSigningKey(env);
    const added = `ed25519 ${other.publicKey} other\n`;
    line.git('checkout', '--quiet', '--detach', 'main');
    const commit = line.commit({ ...GOOD, '.jidoka/trusted-keys': added }, 'By hand, with a key');
    const { code, stdout } = await runCli(['check', '--head', commit, '--attest', '--json'], { cwd: line.root, env });
    expect([code, JSON.parse(stdout).error.code, line.git('for-each-ref', 'refs/notes')]).toEqual([2, 'KEY_NOT_TRUSTED', '']);
  });

  test('gets none when the gate is red, and the ledger says so', async () => {
    await using line = copyLine(template);
    line.git('checkout', '--quiet', '--detach', 'main');
    const commit = line.commit(BAD, 'By hand, badly');
    const { code, stdout } = await line.cli('check', '--head', commit, '--attest', '--json');
    const { outcome, attestation } = JSON.parse(stdout);
    expect({ code, outcome, attestation, notes: line.git('for-each-ref', 'refs/notes') }).toEqual({
      code: 1,
      outcome: 'red',
      attestation: null,
      notes: '',
    });
    expect([(await line.of('gate.decided')).map(({ payload }) => payload.outcome), await line.of('attestation.signed')]).toEqual([
      ['red'],
      [],
    ]);
  });
});

test('what could not be released is not attested: dependencies that nobody can install again', async () => {
  await using line = makeLine({
    config: { ...TARGET, commands: { test: 'node --test', start: 'node src/server.js', install: 'mkdir -p node_modules' } },
  });
  const made = line.commit({ ...GREETER, ...GOOD }, 'By hand');
  const { code, stdout } = await line.cli('check', '--head', made, '--attest');
  expect({ code, said: stdout.trimEnd().split('\n').slice(-2), notes: line.git('for-each-ref', 'refs/notes') }).toEqual({
    code: 1,
    said: ['Not attested, as it would not stand:', '  its dependencies are not locked: what was tested cannot be built again'],
    notes: '',
  });
});
