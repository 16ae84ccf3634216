import { readFileSync } from 'node:fs';
import { parseIstanbulCoverage } from '../../../src/formats/istanbul/parse-istanbul-coverage.ts';
import { lineHits } from '../../../src/formats/v8-coverage/line-hits.ts';
import { parseV8Coverage } from '../../../src/formats/v8-coverage/parse-v8-coverage.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const ISTANBUL = ['jest', 'vitest'].map((name) => read(`../../../src/formats/istanbul/fixtures/${name}.json`));
const V8 = read('../fixtures/v8-coverage.json');
const SOURCE = `export function sign(x: number): number {
  if (x < 0) {
    return -1;
  }
  return 1;
}

export function unused(): number {
  const a = 1;
  return a + 1;
}
`;

/** A line that nothing ran is not read as covered, unless the words about its own file are changed. */
export const coverageReports: FuzzTarget = {
  refusals: ['UNREADABLE_REPORT', 'REPORT_TOO_LARGE'],
  open: () => ({ attempt: (chance) => (chance.oneIn(2) ? istanbul(chance) : v8(chance)) }),
};

interface FileCoverage {
  readonly path: string;
  readonly statementMap: object;
}

const isFile = (value: unknown): value is FileCoverage =>
  typeof value === 'object' && value !== null && 'statementMap' in value && 'path' in value;

function istanbul(chance: Chance): string {
  const original = chance.oneOf(ISTANBUL);
  if (chance.oneIn(2)) return `read ${parseIstanbulCoverage(mutateText(original, chance, ISTANBUL)).size === 0 ? 'nothing' : 'files'}`;
  const kept = chance.oneOf(Object.values(JSON.parse(original) as Record<string, FileCoverage>));
  const text = JSON.stringify(mutateJson(JSON.parse(original), chance, (value) => isFile(value) && value.path === kept.path));
  const before = parseIstanbulCoverage(original).get(kept.path);
  // Another entry may be about the same file: its hits count too.
  const entries = Object.values(JSON.parse(text) as Record<string, unknown>).filter((value) => isFile(value) && value.path === kept.path);
  const after = parseIstanbulCoverage(text).get(kept.path);
  must(entries.length > 1 || JSON.stringify([...(after ?? [])]) === JSON.stringify([...(before ?? [])]), 'other lines are covered', [
    ...(after ?? []),
  ]);
  return 'read, the file as it was';
}

const URL_OF_SOURCE = 'file:///checkout/src/sign.ts';
const isScript = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'url' in value && value.url === URL_OF_SOURCE && 'functions' in value;

async function v8(chance: Chance): Promise<string> {
  const isFree = chance.oneIn(2);
  const text = isFree ? mutateText(V8, chance) : JSON.stringify(mutateJson(JSON.parse(V8), chance, isScript));
  const scripts = parseV8Coverage(text, (url) => url.startsWith('file:'));
  for (const coverage of scripts) {
    const hits = await lineHits({ path: '/checkout/src/sign.ts', coverage, read: async () => SOURCE });
    const unused = hits?.get('/checkout/src/sign.ts')?.lines.get(9);
    must(
      isFree || coverage.url !== URL_OF_SOURCE || coverage.sourceMap !== null || unused === 0,
      'a line that nothing ran is covered',
      unused,
      coverage,
    );
  }
  return `read, ${scripts.length === 0 ? 'no script' : 'scripts'}`;
}
