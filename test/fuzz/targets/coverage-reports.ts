import { readFileSync } from 'node:fs';
import { parseClover } from '../../../src/formats/clover/parse-clover.ts';
import { parseCobertura } from '../../../src/formats/cobertura/parse-cobertura.ts';
import type { CoverageOfFile } from '../../../src/formats/coverage-of-file.ts';
import { parseIstanbulCoverage } from '../../../src/formats/istanbul/parse-istanbul-coverage.ts';
import { parseJacoco } from '../../../src/formats/jacoco/parse-jacoco.ts';
import { parseLcov } from '../../../src/formats/lcov/parse-lcov.ts';
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
  refusals: ['UNREADABLE_REPORT', 'REPORT_TOO_LARGE', 'UNREADABLE_COVERAGE', 'REPORT_UNREADABLE'],
  open: () => ({ attempt: (chance) => chance.oneOf([istanbul, v8, leftByOthers])(chance) }),
};

/** Each has a line 3 that nothing ran, in the words that say so; for JaCoCo it is line 6. */
const LEFT: readonly { readonly text: string; readonly zero: string; readonly parse: (text: string) => readonly CoverageOfFile[] }[] = [
  { text: read('../../../src/formats/lcov/fixtures/istanbul.info'), zero: '\nDA:3,0\n', parse: parseLcov },
  { text: read('../../../src/formats/clover/fixtures/istanbul.xml'), zero: '<line num="3" count="0" type="stmt"/>', parse: parseClover },
  {
    text: read('../../../src/formats/cobertura/fixtures/istanbul.xml'),
    zero: '<line number="3" hits="0" branch="false"/>',
    parse: parseCobertura,
  },
  {
    text: read('../../../src/formats/jacoco/fixtures/jacoco-0.8.6.xml'),
    zero: '<line nr="6" mi="2" ci="0" mb="0" cb="0"/>',
    parse: parseJacoco,
  },
];

function leftByOthers(chance: Chance): string {
  const { text: original, zero, parse } = chance.oneOf(LEFT);
  const line = zero.includes('nr="6"') ? 6 : 3;
  // Only what stands before those words, or only what stands behind them, is another one.
  const at = original.indexOf(zero);
  const [before, after] = [original.slice(0, at), original.slice(at + zero.length)];
  const text = chance.oneIn(2) ? mutateText(before, chance) + zero + after : before + zero + mutateText(after, chance);
  const files = parse(text);
  for (const { paths } of files)
    must(paths.length > 0 && paths.every((path) => path !== '' && !path.includes('\0')), 'a file without a path', paths);
  const others = text.replace(zero, '').match(new RegExp(`(num|number|nr)=["']0*${line}["']|^DA:0*${line},|<!--|CDATA`, 'm'));
  const isSaid = files.some(({ lines }) => lines.get(line) === 0);
  must(others !== null || isSaid, 'a line that nothing ran is covered or gone', text);
  return 'read';
}

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
