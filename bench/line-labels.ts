import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { sourceLanguage } from '../src/syntax/parse-source.ts';

/** A program of a public set, and what the set says of its lines. */
export interface LabelledFile {
  readonly path: string;
  readonly text: string;
  /** CWE numbers of what is to be found, by line (1-based). */
  readonly faults: ReadonlyMap<number, readonly number[]>;
  /** What the set looks for in this file: a find of another kind is neither right nor wrong by it. */
  readonly asked: ReadonlySet<number>;
}

/** Two ways to say what is wrong with a line: a comment on the line before it (Semgrep), or behind it (CodeQL). */
export function labelledFiles(root: string): LabelledFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && sourceLanguage(one.name) !== null)
    .map((one) => join(one.parentPath, one.name))
    .toSorted()
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const read = bySemgrep(file, text) ?? byCodeql(root, file, text);
      return read === null ? [] : [{ path: relative(root, file), text, ...read }];
    });
}

type Labels = Pick<LabelledFile, 'faults' | 'asked'>;

function bySemgrep(file: string, text: string): Labels | null {
  const rules = ['.yaml', '.yml'].map((end) => file.replace(/\.[^.]+$/, end)).find(existsSync);
  if (rules === undefined) return null;
  const asked = new Set(numbersIn(readFileSync(rules, 'utf8'), /CWE-(\d+)/g));
  const faults = new Map<number, readonly number[]>();
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (!/\bruleid\s*:/.test(line)) return;
    // Labels of several rules stand one below the other.
    let next = index + 1;
    while (/^\s*(\/\/|\/\*|\{\/\*|<!--).*\b(ruleid|ok|todook|todoruleid)\s*:/.test(lines[next] ?? '')) next += 1;
    faults.set(next + 1, [...asked]);
  });
  return { faults, asked };
}

function byCodeql(root: string, file: string, text: string): Labels | null {
  const folder = folderOfQuery(root, dirname(file));
  const asked = new Set(numbersIn(relative(root, file), /CWE-(\d+)/g).slice(0, 1));
  if (folder === null || asked.size === 0) return null;
  const faults = new Map<number, readonly number[]>();
  text.split('\n').forEach((line, index) => {
    const label = /\$ (.*)/.exec(line)?.[1]?.replaceAll(/(SPURIOUS|MISSING): ?/g, ' $& ') ?? '';
    // What the query misses is a fault, what it says for nothing is none.
    const isFault = /(^|\s)Alert\b/.test(label.replace(/SPURIOUS: .*/, ''));
    if (isFault) faults.set(index + 1, [...asked]);
  });
  return { faults, asked };
}

/** The folder whose query is compared with what comments say; not all are. */
function folderOfQuery(root: string, folder: string): string | null {
  const queries = readdirSync(folder).filter((one) => one.endsWith('.qlref'));
  if (queries.length > 0)
    return queries.some((one) => readFileSync(join(folder, one), 'utf8').includes('InlineExpectationsTestQuery')) ? folder : null;
  return relative(root, folder) === '' || basename(folder) === '' ? null : folderOfQuery(root, dirname(folder));
}

function numbersIn(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map(([, number]) => Number(number));
}
