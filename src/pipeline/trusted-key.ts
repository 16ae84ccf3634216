import { join } from 'node:path';
import { UserError } from '../domain/error.ts';
import { parseTrustedKeys, readTrustedKeys, TRUSTED_KEYS_PATH } from '../gate/trusted-keys.ts';
import { git } from '../git/git.ts';
import { type Repository, resolveCommit } from '../git/repository.ts';
import { readText } from '../platform/files.ts';
import { keyIdOf, type SigningKey } from '../platform/signing-key.ts';
import type { Factory } from './factory.ts';

/** The key to sign with. UserError when there is none or the base trusts another one: nobody could ever verify what it signed. */
export async function trustedKey(
  { repository, signingKey }: Pick<Factory, 'repository' | 'signingKey'>,
  base: string,
): Promise<SigningKey> {
  const key = await keyOrProblem({ repository, signingKey }, base);
  if (key instanceof UserError) throw key;
  return key;
}

/** The key to sign with, or why there is none. */
export async function keyOrProblem(
  { repository, signingKey }: Pick<Factory, 'repository' | 'signingKey'>,
  base: string,
): Promise<SigningKey | UserError> {
  if (signingKey === null)
    return new UserError('NO_SIGNING_KEY', 'there is no signing key', { hint: 'Run `jidoka init`, or set JIDOKA_SIGNING_KEY.' });
  if (!(await trustedKeysAt(repository, base)).includes(signingKey.publicKey))
    return new UserError(
      'KEY_NOT_TRUSTED',
      `the signing key is not among the trusted keys of ${base.slice(0, 10)} (${TRUSTED_KEYS_PATH})`,
      {
        hint: 'Let somebody add its public half there and commit it, or sign with a key that is trusted.',
      },
    );
  return signingKey;
}

/** The keys whose signatures count for a change on this commit. */
export async function trustedKeysAt(repository: Repository, commit: string): Promise<string[]> {
  return parseTrustedKeys(await textAt(repository, commit));
}

async function textAt(repository: Repository, commit: string): Promise<string | null> {
  const file = await git({ ...repository.ours, answers: [0, 128] }, 'cat-file', 'blob', `${commit}:${TRUSTED_KEYS_PATH}`);
  return file.code === 0 ? file.stdout.toString() : null;
}

export interface KeyOnFile {
  readonly keyId: string;
  readonly publicKey: string;
  readonly name: string;
  /** `uncommitted`: the working tree trusts it, HEAD does not yet. */
  readonly state: 'trusted' | 'uncommitted' | 'retired';
  readonly isOwn: boolean;
}

/** The keys that the working tree names, each with what it counts for at HEAD. */
export async function namedKeys(repository: Repository, own: SigningKey | null): Promise<KeyOnFile[]> {
  const head = await resolveCommit(repository, 'HEAD');
  const committed = head === null ? null : await textAt(repository, head);
  const text = repository.root === null ? committed : await readText(join(repository.root, TRUSTED_KEYS_PATH));
  const signing = new Set(parseTrustedKeys(text));
  const atHead = new Set(parseTrustedKeys(committed));
  return readTrustedKeys(text).map(({ key, name }) => ({
    keyId: keyIdOf(key),
    publicKey: key,
    name,
    state: !signing.has(key) ? 'retired' : atHead.has(key) ? 'trusted' : 'uncommitted',
    isOwn: key === own?.publicKey,
  }));
}

/** The folder of the working tree. UserError in a bare repository. */
export function rootOf({ root }: Repository): string {
  if (root === null) throw new UserError('BARE_REPOSITORY', 'a bare repository has no working tree to write to');
  return root;
}
