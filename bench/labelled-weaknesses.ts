// What checker 8 finds of a public set of programs whose lines are labelled: `node bench/labelled-weaknesses.ts <folder> [first|second]`. The set stays
// outside of the repository. Of two halves (by a digest of the path) rules are developed against one and measured against the other.
import { createHash } from 'node:crypto';
import { WEAKNESS_RULES } from '../src/checkers/08-security-scan/sast/weakness-rules.ts';
import { findWeaknesses } from '../src/checkers/08-security-scan/sast/find-weaknesses.ts';
import { parseSource } from '../src/syntax/parse-source.ts';
import { labelledFiles, type LabelledFile } from './line-labels.ts';

/** Numbers that mean the same weakness, or one inside of the other. */
const SAME: readonly (readonly number[])[] = [
  [22, 23, 35, 36, 73],
  [77, 78, 88],
  [79, 80, 83, 116],
  [89, 943],
  [94, 95, 96, 913, 1336],
  [185, 400, 730, 1333],
  [259, 321, 522, 798],
  [295, 319],
  [310, 326, 327, 328, 916],
  [330, 338],
  [345, 347],
  [311, 614, 1004, 1275],
  [346, 942],
  [471, 915, 1321],
  [611, 776, 827],
];
/** More lines below than the longest call that somebody writes: the label may stand at any of its arguments. */
const LONGEST_CALL = 6;

interface Find {
  readonly rule: string;
  readonly group: number;
  readonly line: number;
  readonly lastLine: number;
}

interface Count {
  labelled: number;
  found: number;
  right: number;
  wrong: number;
}

const groupOf = (cwe: number): number => SAME.find((one) => one.includes(cwe))?.[0] ?? cwe;
const CWE_OF = new Map(Object.entries(WEAKNESS_RULES).map(([rule, { title }]) => [rule, Number(/CWE-(\d+)/.exec(title)?.[1])]));

const [root, half] = process.argv.slice(2);
if (root === undefined) throw new Error('say which folder the set is in');
const isAsked = ({ path }: LabelledFile): boolean => {
  const isFirst = (createHash('sha256').update(path).digest()[0] ?? 0) % 2 === 0;
  return half === undefined || (half === 'first') === isFirst;
};

const counts = new Map<number, Count>();
const [missed, wrong, beside]: [string[], string[], string[]] = [[], [], []];
let unparsed = 0;
const files = labelledFiles(root).filter(isAsked);
for (const file of files) judge(file);
print();

function judge(file: LabelledFile): void {
  const found = findsIn(file);
  const asked = new Set([...file.asked].map(groupOf));
  const met = new Set<Find>();
  for (const [line, numbers] of file.faults) {
    const groups = new Set(numbers.map(groupOf));
    const fits = found.filter((one) => groups.has(one.group) && one.line <= line && line <= one.lastLine);
    for (const one of fits) met.add(one);
    const count = countOf(fits[0]?.group ?? groupOf(numbers[0] ?? 0));
    count.labelled += 1;
    if (fits.length > 0) count.found += 1;
    else missed.push(`${[...groups].join(',')} ${file.path}:${line}: ${lineOf(file, line)}`);
  }
  for (const one of found) {
    const said = `${one.rule} ${file.path}:${one.line}: ${lineOf(file, one.line)}`;
    if (met.has(one)) countOf(one.group).right += 1;
    else if (asked.has(one.group)) {
      countOf(one.group).wrong += 1;
      wrong.push(said);
    } else beside.push(said);
  }
}

function findsIn({ path, text }: LabelledFile): Find[] {
  const parsed = parseSource(path, text);
  if (parsed === null || parsed.problem !== null) {
    unparsed += 1;
    return [];
  }
  return findWeaknesses(parsed).weaknesses.map(({ rule, node }) => {
    const line = parsed.lineOf(node.start);
    return { rule, group: groupOf(CWE_OF.get(rule) ?? 0), line, lastLine: Math.min(parsed.lineOf(node.end), line + LONGEST_CALL) };
  });
}

function countOf(group: number): Count {
  const count = counts.get(group) ?? { labelled: 0, found: 0, right: 0, wrong: 0 };
  counts.set(group, count);
  return count;
}

function lineOf({ text }: LabelledFile, line: number): string {
  return (text.split('\n')[line - 1] ?? '').trim().slice(0, 160);
}

function print(): void {
  const ours = new Set([...CWE_OF.values()].map(groupOf));
  const say = (title: string, all: readonly string[]) => console.log(`\n${title}: ${all.length}\n${all.join('\n')}`);
  say(
    'missed',
    missed.filter((one) => ours.has(Number(one.split(/[ ,]/)[0]))),
  );
  say('wrong', wrong);
  say('of a kind that the set does not look for there', beside);
  const total: Count = { labelled: 0, found: 0, right: 0, wrong: 0 };
  const row = (name: string, { labelled, found, right, wrong: off }: Count) =>
    console.log(
      `| ${name} | ${found} of ${labelled} | ${share(found, labelled)} | ${right} of ${right + off} | ${share(right, right + off)} |`,
    );
  console.log(
    `\nfiles: ${files.length}, of which no parser reads ${unparsed}\n| CWE | found | recall | right | precision |\n|---|---:|---:|---:|---:|`,
  );
  for (const [group, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    if (!ours.has(group)) continue;
    row(String(group), count);
    for (const key of ['labelled', 'found', 'right', 'wrong'] as const) total[key] += count[key];
  }
  row('all with a rule', total);
  const others = [...counts].filter(([group]) => !ours.has(group));
  console.log(
    `labelled lines of kinds without a rule: ${others.map(([group, { labelled }]) => `${group}: ${labelled}`).join(', ') || 'none'}`,
  );
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;
}
