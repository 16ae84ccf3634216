import { z } from 'zod';
import { defineChecker } from '../checker.ts';
import { readPairs, type FileVersion } from './file-pair.ts';
import { RULES, type Sighting } from './rules.ts';
import { type GitleaksConfig, readGitleaksConfig } from './secrets/gitleaks-config.ts';
import { findSecrets } from './secrets/find-secrets.ts';
import { sightingOf } from './secrets/report-secrets.ts';

export default defineChecker({
  title: 'The change brings in no secret and no known weakness',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head'],
  version: 1,
  cost: 'cheap',
  parses: false,
  options: z.strictObject({}),
  rules: RULES,
  async check({ change, base, head, signal, report, inScope, examined, measure }) {
    const own = await readGitleaksConfig(base);
    let unread = 0;
    for await (const pair of readPairs({ change, base, head })) {
      signal.throwIfAborted();
      if (pair.head === null) {
        unread += 1;
        continue;
      }
      for (const { rule, ...found } of pair.base === null ? [] : sightingsIn(pair.base, own)) report(rule, { ...found, side: 'base' });
      for (const { rule, ...found } of sightingsIn(pair.head, own)) report(rule, found);
      inScope([pair.file.path]);
      examined([pair.file.path]);
    }
    measure('files not read as text', unread, 'files');
  },
});

function sightingsIn({ path, text }: FileVersion, own: GitleaksConfig): Sighting[] {
  return findSecrets(path, text, own)
    .map((secret) => sightingOf(path, secret))
    .filter((one) => one !== null);
}
