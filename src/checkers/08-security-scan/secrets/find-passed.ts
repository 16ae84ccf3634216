import type { ChangeHistory } from '../../../domain/change-history.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { Tree } from '../../../domain/tree.ts';
import { asText, type FileVersion, versionIn } from '../file-pair.ts';
import type { Sighting } from '../rules.ts';
import { type SecretCodes, sightingOf } from './report-secrets.ts';
import type { Secret } from './secret.ts';

export interface PassedRequest {
  readonly history: ChangeHistory & { read(objectId: string): Promise<string> };
  readonly base: Tree;
  readonly head: Tree;
  readonly secretsOf: (version: FileVersion) => readonly Secret[];
  readonly signal: AbortSignal;
}

export interface Passed {
  readonly sightings: readonly Sighting[];
  /** What was not looked at, in words; null for nothing. */
  readonly left: string | null;
}

/** Of all versions together: far more than a change that somebody wrote. */
const MOST_CHARACTERS = 50_000_000;

const REMEDIATION =
  'Revoke it: whoever has these commits has it. Then take it out of them too (`git rebase -i`, or all of the change as one new commit).';

/** Secrets that one commit of the change brought in and a later one took away. */
export async function findPassed({ history, base, head, secretsOf, signal }: PassedRequest): Promise<Passed> {
  const found: { readonly sighting: Sighting; readonly value: string }[] = [];
  let left = history.left;
  let characters = 0;
  const codes: SecretCodes = new Map();
  for (const { path, objectId, commit } of history.passed) {
    signal.throwIfAborted();
    const version = asText(path, await history.read(objectId));
    characters += version?.text.length ?? 0;
    if (characters > MOST_CHARACTERS) {
      const more = `versions of files after the first ${MOST_CHARACTERS} characters`;
      left = left === null ? more : `${left}; ${more}`;
      break;
    }
    for (const secret of version === null ? [] : secretsOf(version)) {
      const sighting = sightingOf(path, secret, codes);
      if (sighting !== null) found.push({ sighting: inCommit(sighting, { commit, line: secret.line }), value: secret.value });
    }
  }
  const known = found.length === 0 ? new Map() : await atTheEnds({ history, base, head, secretsOf });
  const sightings: Sighting[] = [];
  for (const { sighting, value } of found) {
    const weight = weightOf(sighting.severity);
    if ((known.get(value) ?? 0) >= weight) continue;
    known.set(value, weight);
    sightings.push(sighting);
  }
  return { sightings, left };
}

function inCommit({ range: _, ...sighting }: Sighting, { commit, line }: { readonly commit: string; readonly line: number }): Sighting {
  const message = `${sighting.message}, on line ${line} in commit ${commit.slice(0, 12)}; a later one took it away`;
  return { ...sighting, message, reproduce: `git show ${commit}`, remediation: REMEDIATION };
}

/** What was there before, or is there still, which is said of head itself: by how much it weighs where it stands. */
async function atTheEnds({ history, base, head, secretsOf }: Omit<PassedRequest, 'signal'>): Promise<Map<string, number>> {
  const paths = new Set([...history.passed, ...history.found].map(({ path }) => path));
  const versions = [
    ...(await Promise.all(history.found.map(async ({ path, objectId }) => asText(path, await history.read(objectId))))),
    ...(await Promise.all([...paths].flatMap((path) => [versionIn(base, path), versionIn(head, path)]))),
  ];
  const known = new Map<string, number>();
  for (const version of versions) {
    for (const secret of version === null ? [] : secretsOf(version)) {
      const weight = weightOf((sightingOf(version?.path ?? '', secret) ?? { severity: 'note' }).severity);
      known.set(secret.value, Math.max(weight, known.get(secret.value) ?? 0));
    }
  }
  return known;
}

function weightOf(severity: Severity = 'error'): number {
  return ['note', 'warning', 'error'].indexOf(severity);
}
