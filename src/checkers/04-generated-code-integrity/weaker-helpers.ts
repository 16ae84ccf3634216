import { type Claim, claimsIn, weakerClaims } from '../../syntax/claim-strength.ts';
import { functionsOf } from '../../syntax/python/python-functions.ts';
import { pythonClaimsIn } from '../../syntax/python/python-claims.ts';
import { isPython, readPython } from '../../syntax/python/read-python.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

/** What a file of tests asserts outside of them, in functions that they call, and says less about now. */
export function weakerHelpers({ file: { path }, base, head }: FilePair): Sighting[] {
  if (base === null || head === null || !isTestPath(base.path) || !isTestPath(path)) return [];
  const [before, after] = [claimsBeside(base), claimsBeside(head)];
  if (after.length < before.length) return [];
  return weakerClaims(before, after).map((one) => ({
    rule: 'assertion-removed',
    message: `a function that tests call says less about ${clip(one.before.subject)}: ${clip(one.before.says)} at base, ${clip(one.after.says)} now`,
    path,
    range: { startLine: one.after.line },
  }));
}

function claimsBeside({ path, text, parsed }: FileVersion): Claim[] {
  if (parsed?.problem === null) return claimsIn(parsed.program, parsed);
  if (!isPython(path)) return [];
  return functionsOf(readPython(text).statements)
    .filter(({ name, isInFunction }) => !name.startsWith('test') && !isInFunction)
    .flatMap(({ statement }) => pythonClaimsIn(statement.body));
}

function clip(code: string): string {
  return code.length > 80 ? `${code.slice(0, 79)}…` : code;
}
