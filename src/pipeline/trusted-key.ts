import { UserError } from '../domain/error.ts';
import { parseTrustedKeys } from '../gate/attestation.ts';
import { git } from '../git/git.ts';
import type { SigningKey } from '../platform/signing-key.ts';
import type { Factory } from './factory.ts';
import { TRUSTED_KEYS_PATH } from './release.ts';

/** The key to sign with. UserError when there is none or the base trusts another one: nobody could ever verify what it signed. */
export async function trustedKey(
  { repository, signingKey }: Pick<Factory, 'repository' | 'signingKey'>,
  base: string,
): Promise<SigningKey> {
  if (signingKey === null)
    throw new UserError('NO_SIGNING_KEY', 'there is no signing key', { hint: 'Run `jidoka init`, or set JIDOKA_SIGNING_KEY.' });
  const file = await git({ ...repository.ours, answers: [0, 128] }, 'cat-file', 'blob', `${base}:${TRUSTED_KEYS_PATH}`);
  const trusted = file.code === 0 ? parseTrustedKeys(file.stdout.toString()) : [];
  if (!trusted.includes(signingKey.publicKey))
    throw new UserError('KEY_NOT_TRUSTED', `the signing key is not among the trusted keys of ${base.slice(0, 10)} (${TRUSTED_KEYS_PATH})`, {
      hint: 'Let somebody add its public half there and commit it, or sign with a key that is trusted.',
    });
  return signingKey;
}
