import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TRUSTED_KEYS_PATH } from '../../src/gate/trusted-keys.ts';
import { keyIdOf, loadSigningKey, signingKeyFile } from '../../src/platform/signing-key.ts';
import { failure, json } from '../rig/answers.ts';
import { makeLine, type TestLine } from '../rig/line.ts';
import { runCli } from '../rig/program.ts';

const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

describe('keys', () => {
  let line: TestLine;
  beforeAll(() => {
    line = makeLine();
  });
  afterAll(() => line[Symbol.asyncDispose]());
  const trusted = () => readFileSync(join(line.root, TRUSTED_KEYS_PATH), 'utf8');

  test('names the own one and those the repository trusts, and never a private half', async () => {
    const own = loadSigningKey(line.env);
    const { code, stdout } = await line.cli('keys');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Your key ${own?.keyId.slice(0, 12)} is in ${signingKeyFile(line.env)}
  public half: ${own?.publicKey}
This repository names:
  ${own?.keyId.slice(0, 12)} trusted     test (yours)
`,
    });
    const pem = readFileSync(signingKeyFile(line.env), 'utf8').split('\n')[1] ?? '';
    for (const args of [
      ['keys', 'new'],
      ['keys', '--json'],
    ]) {
      const said = await line.cli(...args);
      expect([said.code, said.stdout.includes(pem), said.stderr.includes(pem)]).toEqual([0, false, false]);
    }
  });

  test('a key that is trusted is written, not committed, and counts from its commit on', async () => {
    const keyId = keyIdOf(other);
    const commit = `git add ${TRUSTED_KEYS_PATH} && git commit -m "Trust the key ${keyId.slice(0, 12)}"`;
    const before = trusted();
    expect(await json(line, 'keys', 'trust', other, '--comment', 'Ben')).toEqual({
      code: 0,
      answer: { schemaVersion: 1, keyId, added: true, commit },
    });
    expect([trusted(), line.git('status', '--porcelain')]).toEqual([`${before}ed25519 ${other} Ben\n`, ` M ${TRUSTED_KEYS_PATH}`]);
    expect((await line.cli('keys')).stdout).toContain(`${keyId.slice(0, 12)} uncommitted Ben\n`);
    expect(await json(line, 'keys', 'trust', other)).toEqual({ code: 0, answer: { schemaVersion: 1, keyId, added: false, commit } });
    // A person's own check says what such a change is.
    const checked = await line.cli('check', '--json');
    const { outcome, checkers } = JSON.parse(checked.stdout);
    const found = checkers.flatMap(({ findings }: { readonly findings: readonly { readonly rule: string; readonly path: string }[] }) =>
      findings.map(({ rule, path }) => `${rule} ${path}`),
    );
    expect([checked.code, outcome, found]).toEqual([1, 'red', [`protected-path ${TRUSTED_KEYS_PATH}`]]);
    line.commit({}, 'Trust Ben');
    expect((await line.cli('keys')).stdout).toContain(`${keyId.slice(0, 12)} trusted     Ben\n`);
  });

  test('is taken from a file, and a private one is refused', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(join(line.folder, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(join(line.folder, 'private.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const before = trusted();
    expect(await json(line, 'keys', 'trust', '../private.pem')).toEqual(failure('PRIVATE_KEY_GIVEN', 'that is a private key'));
    expect(await json(line, 'keys', 'trust', 'nothing')).toMatchObject({ code: 2, answer: { error: { code: 'PUBLIC_KEY_UNREADABLE' } } });
    expect(trusted()).toBe(before);
    const { code } = await line.cli('keys', 'trust', '../public.pem', '--comment', 'Cy');
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    expect([code, trusted()]).toEqual([0, `${before}ed25519 ${spki} Cy\n`]);
  });
});

test('a key is made once, and rotated: the old one retired, and both in the ledger', async () => {
  await using line = makeLine();
  const first = loadSigningKey(line.env);
  const again = await json(line, 'keys', 'new');
  expect(again).toEqual({
    code: 0,
    answer: { schemaVersion: 1, keyId: first?.keyId, publicKey: first?.publicKey, created: false },
  });
  const rotated = await line.cli('keys', 'rotate', '--json');
  const fresh = loadSigningKey(line.env);
  expect({ code: rotated.code, ...JSON.parse(rotated.stdout) }).toEqual({
    code: 0,
    schemaVersion: 1,
    keyId: fresh?.keyId,
    old: first?.keyId,
    oldKept: join(line.folder, `.config/jidoka/signing-key.${first?.keyId.slice(0, 12)}.pem`),
    commit: expect.stringContaining(`commit -m "Trust the key ${fresh?.keyId.slice(0, 12)}"`),
  });
  expect(readFileSync(join(line.root, TRUSTED_KEYS_PATH), 'utf8')).toBe(
    `retired ${first?.publicKey} test\ned25519 ${fresh?.publicKey} test\n`,
  );
  expect((await line.of('key.created')).map(({ payload }) => payload)).toEqual([{ keyId: fresh?.keyId }]);
  const env = { ...line.env, JIDOKA_SIGNING_KEY: readFileSync(signingKeyFile(line.env), 'utf8') };
  expect(loadSigningKey(env)?.keyId).toBe(fresh?.keyId);
});

test('without a key there is one after `keys new`, and not before', async () => {
  await using line = makeLine();
  const env = { ...line.env, XDG_CONFIG_HOME: join(line.folder, 'another') };
  const cli = (...args: string[]) => runCli(args, { cwd: line.root, env });
  const trust = await cli('keys', 'trust', '--json');
  expect([trust.code, JSON.parse(trust.stdout).error.code, loadSigningKey(env)]).toEqual([2, 'NO_SIGNING_KEY', null]);
  const made = JSON.parse((await cli('keys', 'new', '--json')).stdout);
  expect({ ...made }).toEqual({
    schemaVersion: 1,
    keyId: loadSigningKey(env)?.keyId,
    publicKey: loadSigningKey(env)?.publicKey,
    created: true,
  });
});

test('a key that others can read is in nobody’s way who signs nothing, is told by doctor, and can be replaced', async () => {
  await using line = makeLine();
  chmodSync(signingKeyFile(line.env), 0o644);
  expect((await line.cli('explain', 'merge-marker')).code).toBe(0);
  expect((await line.cli('run', 'Say goodbye', '--yes')).stderr).toContain('can be read by others than its owner');
  const { code, stdout } = await line.cli('doctor');
  expect([code, stdout]).toEqual([1, expect.stringMatching(/✗ \S+signing-key\.pem can be read by others than its owner.*keys rotate/)]);
  const { oldKept } = (await json(line, 'keys', 'rotate')).answer as { readonly oldKept: string };
  expect([statSync(oldKept).mode & 0o777, statSync(signingKeyFile(line.env)).mode & 0o777]).toEqual([0o600, 0o600]);
});
