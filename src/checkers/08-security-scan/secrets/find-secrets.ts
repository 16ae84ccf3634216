import { placeOf } from '../place.ts';
import { findInCredentialFile } from './credential-files.ts';
import { distinctSecrets } from './distinct-secrets.ts';
import { findAssigned } from './find-assigned.ts';
import { findAuthorization } from './find-authorization.ts';
import { findEncoded } from './find-encoded.ts';
import { findTokens } from './find-tokens.ts';
import { findUrls } from './find-urls.ts';
import { findByOwnRules, type GitleaksConfig, isAllowed, NOTHING_OF_ITS_OWN } from './gitleaks-config.ts';
import { joinedTexts } from './joined-texts.ts';
import { findPrivateKeys } from './private-keys.ts';
import type { Secret } from './secret.ts';

/** Where a package came from, with the password for its registry. */
const LOCKFILE = /(^|\/)[\w.-]*(lock(\.json|\.yaml|\.lock)?|shrinkwrap\.json)$/i;

interface Others {
  /** What the repository says of secrets. */
  readonly own?: GitleaksConfig;
  /** What was found in the file in other ways. */
  readonly more?: readonly Secret[];
}

/** Everything in a file that looks like a credential. */
export function findSecrets(path: string, text: string, { own = NOTHING_OF_ITS_OWN, more = [] }: Others = {}): Secret[] {
  const place = placeOf(path);
  const lines = text.split('\n');
  const joined = place === 'foreign' ? [] : joinedTexts(path, text);
  const all = [
    ...findPrivateKeys(text),
    ...findTokens(text),
    ...findEncoded(text),
    ...findByOwnRules(own, path, text),
    ...joined.flatMap(({ value, written, line }) =>
      [...findTokens(value), ...findPrivateKeys(value), ...findAssigned(path, [written])].map((secret) => ({ ...secret, line })),
    ),
    ...(place === 'foreign'
      ? LOCKFILE.test(path)
        ? findUrls(text)
        : []
      : [...findUrls(text), ...findAuthorization(text), ...findInCredentialFile(path, text), ...findAssigned(path, lines)]),
    ...more,
  ];
  return distinctSecrets(
    all.filter((secret) => !isAllowed(own, { path, value: secret.value, line: lines[secret.line - 1] ?? '' })),
    lines,
  );
}
