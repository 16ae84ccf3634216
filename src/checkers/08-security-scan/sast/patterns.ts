import { givenMarkup, trustedMarkup } from './given-markup.ts';
import { timingUnsafe } from './comparisons.ts';
import { insecureCookie } from './cookies.ts';
import { permissiveCors, unsafeElectron } from './page-settings.ts';
import { pollutedPrototype } from './polluted-prototype.ts';
import { slowRegex } from './slow-pattern.ts';
import { unseenCode } from './unseen-code.ts';
import { jwtNotVerified, tlsNotVerified } from './unverified.ts';
import { shortKey, cheapKey, weakCipher, weakHash, weakRandom } from './weak-crypto.ts';
import type { Pattern } from './weakness.ts';
import { nosqlCode, pageLeft, pageWritten, unescaped } from './written-values.ts';

export const PATTERNS: readonly Pattern[] = [
  weakHash,
  weakCipher,
  shortKey,
  cheapKey,
  weakRandom,
  tlsNotVerified,
  jwtNotVerified,
  timingUnsafe,
  slowRegex,
  insecureCookie,
  permissiveCors,
  unsafeElectron,
  pollutedPrototype,
  nosqlCode,
  unseenCode,
  pageLeft,
  pageWritten,
  unescaped,
  givenMarkup,
  trustedMarkup,
];
