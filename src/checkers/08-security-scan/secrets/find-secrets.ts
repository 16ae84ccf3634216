import { placeOf } from '../place.ts';
import { findInCredentialFile } from './credential-files.ts';
import { findAssigned } from './find-assigned.ts';
import { findAuthorization } from './find-authorization.ts';
import { findTokens } from './find-tokens.ts';
import { findUrls } from './find-urls.ts';
import { findByOwnRules, type GitleaksConfig, isAllowed, NOTHING_OF_ITS_OWN } from './gitleaks-config.ts';
import { findPrivateKeys } from './private-keys.ts';
import type { Secret } from './secret.ts';

/** Everything in a file that looks like a credential; of several readings of the same value the most certain one. */
export function findSecrets(path: string, text: string, own: GitleaksConfig = NOTHING_OF_ITS_OWN): Secret[] {
  const place = placeOf(path);
  const all = [
    ...findPrivateKeys(text),
    ...findTokens(text),
    ...findByOwnRules(own, path, text),
    ...(place === 'foreign'
      ? []
      : [...findUrls(text), ...findAuthorization(text), ...findInCredentialFile(path, text), ...findAssigned(text, place)]),
  ];
  const kept: Secret[] = [];
  const taken = new Map<number, string[]>();
  for (const secret of all) {
    const onLine = taken.get(secret.line) ?? [];
    if (isAllowed(own, path, text, secret)) continue;
    if (onLine.some((value) => value.includes(secret.value) || secret.value.includes(value))) continue;
    taken.set(secret.line, [...onLine, secret.value]);
    kept.push(secret);
  }
  return kept;
}
