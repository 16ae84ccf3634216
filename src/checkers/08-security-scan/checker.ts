import { z } from 'zod';
import { sourceLanguage } from '../../syntax/parse-source.ts';
import { isPython } from '../../syntax/python/read-python.ts';
import { defineChecker } from '../checker.ts';
import { advisoriesOption } from './advisories/advisories-option.ts';
import { askAdvisories } from './advisories/ask-advisories.ts';
import { readPairs, type FileVersion } from './file-pair.ts';
import { findInDockerfile, isDockerfile } from './pipelines/find-in-dockerfile.ts';
import { findInWorkflow, isWorkflow } from './pipelines/find-in-workflow.ts';
import { findUnverifiedTls } from './pipelines/find-unverified-tls.ts';
import { placeOf } from './place.ts';
import { pythonWeaknesses } from './python/python-weaknesses.ts';
import { RULES, type Sighting } from './rules.ts';
import { type GitleaksConfig, readGitleaksConfig } from './secrets/gitleaks-config.ts';
import { type ProgramFinds, weaknessesOf } from './sast/report-weaknesses.ts';
import { findWrittenMarkup } from './sast/template-markup.ts';
import { findInUnparsed } from './sast/unparsed.ts';
import { findPassed } from './secrets/find-passed.ts';
import { findSecrets } from './secrets/find-secrets.ts';
import type { Secret } from './secrets/secret.ts';
import { type SecretCodes, sightingOf } from './secrets/report-secrets.ts';

export default defineChecker({
  title: 'The change brings in no secret and no known weakness',
  kind: 'programmatic',
  on: ['change'],
  // `today` for its answer alone: what a folder of advisories says is kept for the day.
  needs: ['change', 'base', 'head', 'history', 'advise', 'mayRunCode', 'keepReport', 'today'],
  version: 20,
  cost: 'cheap',
  parses: false,
  options: z.strictObject({ advisories: advisoriesOption.exactOptional() }),
  rules: RULES,
  async check({ change, base, head, history, advise, mayRunCode, options, keepReport, signal, report, ...context }) {
    const { inScope, examined, used, measure, caveat } = context;
    if (options.advisories === undefined) caveat('vulnerable dependencies not evaluated: no source of advisories is asked');
    else {
      const answer = await askAdvisories({ source: options.advisories, advise, mayRunCode, change, base, head, keepReport, signal });
      for (const { rule, ...found } of answer.sightings) report(rule, found);
      if (answer.tool !== null) used(answer.tool);
      if (answer.caveat !== null) caveat(answer.caveat);
      measure('packages of changed lockfiles looked up in the advisories', answer.packages, 'packages');
    }
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
    const passed = await findPassed({ history, base, head, signal, secretsOf: (version) => secretsIn(version, own) });
    for (const { rule, ...found } of passed.sightings) report(rule, found);
    if (passed.left !== null) caveat(`secrets of the history: not looked at: ${passed.left}`);
    measure('earlier versions of files looked through for secrets', history.passed.length, 'files');
    if (unparsed > 0) caveat(`programs looked through for secrets and unverified TLS alone, as no parser reads them: ${unparsed}`);
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
  const program = inProgram(path, text);
  const secrets = secretsIn({ path, text }, own, program)
    .map((secret) => sightingOf(path, secret, codes))
    .filter((one) => one !== null);
  const certain = program === null ? findInUnparsed(path, text) : program.sightings;
  return { sightings: [...secrets, ...certain].map(byWeight), isUnread: program === null };
}

/** What warned, as in an example, and stops here is new: else a file that is moved would bring it in. */
function byWeight(one: Sighting): Sighting {
  return one.severity === 'warning' ? { ...one, code: `${one.code ?? ''} warns` } : one;
}

function secretsIn(
  { path, text }: FileVersion,
  own: GitleaksConfig,
  program = sourceLanguage(path) === null ? null : weaknessesOf(path, text),
): readonly Secret[] {
  return findSecrets(path, text, { own, more: program?.secrets ?? [] });
}

/** Null for what no parser reads. */
function inProgram(path: string, text: string): ProgramFinds | null {
  if (sourceLanguage(path) !== null) return weaknessesOf(path, text);
  const sightings = isPython(path) ? pythonWeaknesses(path, text) : inPipeline(path, text);
  return sightings === null ? null : { sightings, secrets: [] };
}

function inPipeline(path: string, text: string): readonly Sighting[] | null {
  const place = placeOf(path);
  if (place === 'test' || place === 'foreign') return [];
  const found = isWorkflow(path) ? findInWorkflow(path, text) : isDockerfile(path) ? findInDockerfile(path, text) : [];
  const unverified = findUnverifiedTls(path, text).map((one) => (place === 'docs' ? { ...one, severity: 'warning' as const } : one));
  return found === null && unverified.length === 0 ? null : [...(found ?? []), ...unverified, ...findWrittenMarkup(path, text)];
}
