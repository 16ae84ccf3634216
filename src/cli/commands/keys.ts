import { join, resolve } from 'node:path';
import { openRecord, type OpenRecord } from '../../compose.ts';
import { UserError } from '../../domain/error.ts';
import { readTrustedKeys, TRUSTED_KEYS_PATH, withoutTrustedKey, withTrustedKey } from '../../gate/trusted-keys.ts';
import { FACTORY_CHAIN } from '../../ledger/ledger.ts';
import { namedKeys, rootOf } from '../../pipeline/trusted-key.ts';
import { readText, writeText } from '../../platform/files.ts';
import {
  createSigningKey,
  keyIdOf,
  loadSigningKey,
  publicKeyFrom,
  rotateSigningKey,
  type SigningKey,
  signingKeyFile,
} from '../../platform/signing-key.ts';
import { escape } from '../../reporters/escape.ts';
import { jsonText } from '../../reporters/json/json-text.ts';
import { commitCommand } from '../commit-command.ts';
import { defineCommand, type Invocation } from '../command.ts';

const flags = {
  comment: { type: 'string', value: '<text>', describe: 'trust: whose key it is' },
  'remove-old': { type: 'boolean', describe: 'rotate: do not keep the private half of the old key' },
} as const;

type Called = Invocation<typeof flags>;

export default defineCommand({
  usage: 'keys [list | new | trust [<public key or file>] [--comment <text>] | rotate [--remove-old]]',
  summary: 'the keys that sign attestations: list, new, trust, rotate',
  details: `Attestations and waivers count when a key signed them that ${TRUSTED_KEYS_PATH} of the base commit names. A private key is never printed
and never in a repository. trust and rotate write ${TRUSTED_KEYS_PATH} in your working tree and commit nothing; it is a protected path.`,
  flags,
  positionals: { min: 0, max: 2 },
  async run(call) {
    const [verb = 'list', subject] = call.positionals;
    if (subject !== undefined && verb !== 'trust') throw new UserError('USAGE', `unexpected argument ${JSON.stringify(subject)}`);
    using factory = await openRecord(call);
    switch (verb) {
      case 'list':
        return list(factory, call);
      case 'new':
        return create(factory, call);
      case 'trust':
        return trust(factory, call);
      case 'rotate':
        return rotate(factory, call);
      default:
        throw new UserError('USAGE', `unknown: keys ${verb}`, { hint: 'See `jidoka keys --help`.' });
    }
  },
});

function sourceOf({ env }: Called): string {
  return env.JIDOKA_SIGNING_KEY === undefined ? signingKeyFile(env) : 'JIDOKA_SIGNING_KEY';
}

async function list({ repository }: OpenRecord, call: Called): Promise<number> {
  const { env, json, terminal, program } = call;
  const own = loadSigningKey(env);
  const keys = await namedKeys(repository, own);
  if (json) {
    const mine = own === null ? null : { keyId: own.keyId, publicKey: own.publicKey, source: sourceOf(call) };
    terminal.out(jsonText({ schemaVersion: 1, own: mine, keys }));
    return 0;
  }
  const mine =
    own === null
      ? `You have no signing key. Make one: ${program} keys new\n`
      : `Your key ${own.keyId.slice(0, 12)} is in ${escape(sourceOf(call))}\n  public half: ${own.publicKey}\n`;
  const rows = keys.map(
    ({ keyId, name, state, isOwn }) => `  ${keyId.slice(0, 12)} ${state.padEnd(11)} ${escape(name)}${isOwn ? ' (yours)' : ''}\n`,
  );
  terminal.out(`${mine}${rows.length === 0 ? 'This repository trusts no key.\n' : `This repository names:\n${rows.join('')}`}`);
  return 0;
}

async function create(factory: OpenRecord, call: Called): Promise<number> {
  const { env, json, terminal, program } = call;
  const existing = loadSigningKey(env);
  const key = existing ?? createSigningKey(env);
  if (existing === null) await recordCreated(factory, key);
  if (json) terminal.out(jsonText({ schemaVersion: 1, keyId: key.keyId, publicKey: key.publicKey, created: existing === null }));
  else
    terminal.out(
      `${existing === null ? 'Made the key' : 'There is a key already:'} ${key.keyId.slice(0, 12)} in ${escape(sourceOf(call))}\n  public half: ${key.publicKey}\nIt counts once the base commit trusts it: ${program} keys trust\n`,
    );
  return 0;
}

async function trust({ repository }: OpenRecord, call: Called): Promise<number> {
  const { env, json, terminal, values, positionals, dir } = call;
  const [, subject] = positionals;
  const given = subject === undefined ? ownKey(call) : await givenKey(subject, dir);
  const file = join(rootOf(repository), TRUSTED_KEYS_PATH);
  const before = await readText(file);
  const name = values.comment ?? given.name ?? env.USER ?? 'operator';
  const after = withTrustedKey(before, { key: given.key, name });
  if (after !== before) await writeText(file, after);
  const keyId = keyIdOf(given.key);
  const commit = commitCommand(rootOf(repository), { paths: [TRUSTED_KEYS_PATH], message: `Trust the key ${keyId.slice(0, 12)}` });
  const isCommitted = (await namedKeys(repository, null)).some(({ publicKey, state }) => publicKey === given.key && state === 'trusted');
  if (json) terminal.out(jsonText({ schemaVersion: 1, keyId, added: after !== before, commit: isCommitted ? null : commit }));
  else if (isCommitted && after === before) terminal.out(`The key ${keyId.slice(0, 12)} is trusted already.\n`);
  else
    terminal.out(
      `${after === before ? 'The key is there already' : 'Written'}: ${TRUSTED_KEYS_PATH} (key ${keyId.slice(0, 12)}). It counts for changes made on top of its commit:\n  ${commit}\n`,
    );
  return 0;
}

function ownKey({ env }: Called): { readonly key: string; readonly name?: string } {
  const own = loadSigningKey(env);
  if (own === null)
    throw new UserError('NO_SIGNING_KEY', 'there is no signing key of yours to trust', { hint: 'Make one: `jidoka keys new`.' });
  return { key: own.publicKey };
}

/** A public key, a line of a trusted-keys file, or a file that holds either. */
async function givenKey(subject: string, dir: string): Promise<{ readonly key: string; readonly name?: string }> {
  const text = (await readText(resolve(dir, subject))) ?? subject;
  const [line, ...others] = readTrustedKeys(text);
  if (line === undefined) return { key: publicKeyFrom(text) };
  if (others.length > 0)
    throw new UserError('USAGE', `${subject} names ${others.length + 1} keys`, { hint: 'Trust them one by one, each by its public half.' });
  return { key: publicKeyFrom(line.key), name: line.name };
}

async function rotate(factory: OpenRecord, call: Called): Promise<number> {
  const { env, json, terminal, values, program } = call;
  if (env.JIDOKA_SIGNING_KEY !== undefined)
    throw new UserError('KEY_FROM_ENVIRONMENT', 'the key comes from JIDOKA_SIGNING_KEY', {
      hint: 'Replace it where that variable is set.',
    });
  const root = rootOf(factory.repository);
  const { old, fresh, kept } = rotateSigningKey(env, { removeOld: values['remove-old'] === true });
  await recordCreated(factory, fresh);
  const file = join(root, TRUSTED_KEYS_PATH);
  const before = await readText(file);
  const named = readTrustedKeys(before).find(({ key }) => key === old.publicKey);
  const after =
    named === undefined ? before : withTrustedKey(withoutTrustedKey(before, old.publicKey), { key: fresh.publicKey, name: named.name });
  if (after !== null && after !== before) await writeText(file, after);
  const commit = commitCommand(root, { paths: [TRUSTED_KEYS_PATH], message: `Trust the key ${fresh.keyId.slice(0, 12)}` });
  if (json)
    terminal.out(
      jsonText({ schemaVersion: 1, keyId: fresh.keyId, old: old.keyId, oldKept: kept, commit: named === undefined ? null : commit }),
    );
  else
    terminal.out(
      `${[
        `The key ${fresh.keyId.slice(0, 12)} is in the place of ${old.keyId.slice(0, 12)}.`,
        kept === null ? 'The private half of the old one is removed.' : `The old one is kept in ${escape(kept)}`,
        ...(named === undefined
          ? [`${TRUSTED_KEYS_PATH} did not name the old one: ${program} keys trust`]
          : [`Written: ${TRUSTED_KEYS_PATH} (the old one retired: what it signed stands, it signs nothing more).`, `  ${commit}`]),
      ].join('\n')}\n`,
    );
  return 0;
}

async function recordCreated({ ledger, clock }: OpenRecord, { keyId }: SigningKey): Promise<void> {
  await ledger.append(FACTORY_CHAIN, [{ event: { type: 'key.created', payload: { keyId } }, time: clock.now(), actor: 'operator' }]);
}
