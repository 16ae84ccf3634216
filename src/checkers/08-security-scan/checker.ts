import { z } from 'zod';
import { sourceLanguage } from '../../syntax/parse-source.ts';
import { defineChecker } from '../checker.ts';
import { readPairs, type FileVersion } from './file-pair.ts';
import { findInDockerfile, isDockerfile } from './pipelines/find-in-dockerfile.ts';
import { findInWorkflow, isWorkflow } from './pipelines/find-in-workflow.ts';
import { placeOf } from './place.ts';
import { RULES, type Sighting } from './rules.ts';
import { type GitleaksConfig, readGitleaksConfig } from './secrets/gitleaks-config.ts';
import { weaknessesOf } from './sast/report-weaknesses.ts';
import { findSecrets } from './secrets/find-secrets.ts';
import { type SecretCodes, sightingOf } from './secrets/report-secrets.ts';

export default defineChecker({
  title: 'The change brings in no secret and no known weakness',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head'],
  version: 6,
  cost: 'cheap',
  parses: false,
  options: z.strictObject({}),
  rules: RULES,
  async check({ change, base, head, signal, report, inScope, examined, measure, caveat }) {
    caveat('vulnerable dependencies not evaluated: no source of advisories is asked');
    const own = await readGitleaksConfig(base);
    let unread = 0;
    let unparsed = 0;
    for await (const pair of readPairs({ change, base, head })) {
      signal.throwIfAborted();
      if (pair.head === null) {
        unread += 1;
        continue;
      }
      const codes: SecretCodes = new Map();
      const before = pair.base === null ? null : lookAt(pair.base, own, codes);
      const after = lookAt(pair.head, own, codes);
      for (const { rule, ...found } of before?.sightings ?? []) report(rule, { ...found, side: 'base' });
      for (const { rule, ...found } of after.sightings) report(rule, found);
      inScope([pair.file.path]);
      examined([pair.file.path]);
      if (after.isUnread) unparsed += 1;
    }
    measure('programs looked through for secrets alone, as no parser reads them', unparsed, 'files');
    measure('files not read as text', unread, 'files');
  },
});

/** What is wrong with one side of a file; `isUnread` for a program that no parser reads. */
function lookAt(
  { path, text }: FileVersion,
  own: GitleaksConfig,
  codes: SecretCodes,
): { readonly sightings: readonly Sighting[]; readonly isUnread: boolean } {
  const secrets = findSecrets(path, text, own)
    .map((secret) => sightingOf(path, secret, codes))
    .filter((one) => one !== null);
  const weaknesses = inProgram(path, text);
  const known = new Set(secrets.map(({ range }) => range?.startLine));
  const more = (weaknesses ?? []).filter(({ rule, range }) => rule !== 'hard-coded-secret' || !known.has(range?.startLine));
  return { sightings: [...secrets, ...more], isUnread: weaknesses === null };
}

/** Null for what no parser reads. */
function inProgram(path: string, text: string): readonly Sighting[] | null {
  if (sourceLanguage(path) !== null) return weaknessesOf(path, text);
  const place = placeOf(path);
  if (place === 'test' || place === 'foreign') return [];
  if (isWorkflow(path)) return findInWorkflow(path, text);
  return isDockerfile(path) ? findInDockerfile(path, text) : [];
}
