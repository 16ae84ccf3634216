import { join, posix } from 'node:path';
import { parseClover } from '../../formats/clover/parse-clover.ts';
import { parseCobertura } from '../../formats/cobertura/parse-cobertura.ts';
import type { CoverageOfFile } from '../../formats/coverage-of-file.ts';
import { parseIstanbulCoverage } from '../../formats/istanbul/parse-istanbul-coverage.ts';
import { parseJacoco } from '../../formats/jacoco/parse-jacoco.ts';
import { parseLcov } from '../../formats/lcov/parse-lcov.ts';
import type { ToolUse } from '../../domain/verdict.ts';
import { filesBelow } from '../../platform/files-below.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import { repositoryPath } from '../repository-path.ts';
import type { RunnerReport } from '../tool.ts';

interface KnownReport {
  readonly name: string;
  /** Where tools write it, from the folder of a project on. */
  readonly path: RegExp;
  /** How such a file begins, where others have that name as well. */
  readonly begins?: RegExp;
  readonly parse: (text: string) => readonly CoverageOfFile[];
}

const istanbul = (text: string): readonly CoverageOfFile[] =>
  [...parseIstanbulCoverage(text)].map(([path, lines]) => ({ paths: [path], lines }));
const root = (name: string) => new RegExp(String.raw`^(?:\uFEFF)?(?:\s|<\?[^>]*>|<!--[^]*?-->|<!DOCTYPE[^>]*>)*<${name}[\s>]`);

/** Of several reports of one folder, which are about the same run, the first of these counts. */
const KNOWN: readonly KnownReport[] = [
  { name: 'Istanbul', path: /(^|\/)coverage\/coverage-final\.json$/, parse: istanbul },
  { name: 'lcov', path: /(^|\/)((coverage|target\/coverage|target\/llvm-cov)\/)?lcov\.info$/, parse: parseLcov },
  {
    name: 'JaCoCo',
    path: /(^|\/)(target\/site\/jacoco(-aggregate)?\/jacoco|build\/reports\/jacoco\/\w{1,60}\/\w{1,60})\.xml$/,
    begins: root('report'),
    parse: parseJacoco,
  },
  {
    name: 'Clover',
    path: /(^|\/)((coverage|build\/logs|target\/site\/clover)\/)?(clover|coverage)\.xml$/,
    begins: /<coverage[^>]*\sgenerated=/,
    parse: parseClover,
  },
  {
    name: 'Cobertura',
    path: /(^|\/)((coverage|target\/site\/cobertura|build\/reports\/cobertura)\/)?(cobertura(-coverage)?|coverage)\.xml$/,
    begins: root('coverage'),
    parse: parseCobertura,
  },
];

interface Found {
  /** Of the project that it is about. */
  readonly folder: string;
  readonly name: string;
  readonly path: string;
  readonly files: readonly CoverageOfFile[];
}

export interface LeftCoverage extends Pick<RunnerReport, 'coverage' | 'coverageReason'> {
  readonly tools: readonly ToolUse[];
}

/** Where a root element and its attributes are. */
const BEGINNING = 4096;
const MAX_BYTES = 256 * 1024 * 1024;

/** Reports that lie in a checkout before its tests: they are about other code, whatever is done to them. */
export async function olderReports(dir: string): Promise<ReadonlySet<string>> {
  return new Set((await filesBelow(dir)).filter((file) => KNOWN.some(({ path }) => path.test(file))));
}

/**
 * The coverage that the project's own command left in its checkout, by the places where tools put it; only what was not there before the tests.
 * Null where there is none. AdapterError for one that cannot be read.
 */
export async function leftCoverage(dir: string, older: ReadonlySet<string>): Promise<LeftCoverage | null> {
  const files = new Set(await filesBelow(dir));
  const found: Found[] = [];
  for (const report of KNOWN) {
    for (const path of [...files].filter((file) => report.path.test(file) && !older.has(file))) {
      const folder = path.slice(0, report.path.exec(path)?.index ?? 0);
      if (found.some((one) => one.folder === folder)) continue;
      const text = await readOrdinary(join(dir, path), { within: dir, maxBytes: MAX_BYTES });
      if (text === null || report.begins?.test(text.slice(0, BEGINNING)) === false) continue;
      found.push({ folder, name: report.name, path, files: report.parse(text) });
    }
  }
  if (found.length === 0) return null;
  const total = new Map<string, Map<number, number>>();
  for (const one of found) {
    for (const { paths, isEnding, lines } of one.files) {
      const path = isEnding === true ? ending(paths[0] ?? '', one.folder, files) : place(paths, { dir, folder: one.folder, files });
      if (path === null) continue;
      const hits = total.get(path) ?? new Map<number, number>();
      for (const [line, count] of lines) hits.set(line, (hits.get(line) ?? 0) + count);
      total.set(path, hits);
    }
  }
  const from = found.map(({ path }) => path);
  // Of other places than this checkout, or of generated code alone.
  if (total.size === 0) return { tools: [], coverage: null, coverageReason: `${from.join(' and ')} names no file of the repository` };
  return {
    tools: found.map(({ name, path }) => ({ name: `${name} (${path})`, version: 'unknown' })),
    coverage: total,
    coverageReason: null,
  };
}

interface Places {
  readonly dir: string;
  /** Of the report's project. */
  readonly folder: string;
  readonly files: ReadonlySet<string>;
}

/** Null for what is no file of the checkout. */
function place(paths: readonly string[], { dir, folder, files }: Places): string | null {
  for (const path of paths) {
    const own =
      posix.isAbsolute(path) || path.startsWith('file:') ? [repositoryPath(dir, path)] : [posix.join(folder, path), posix.normalize(path)];
    const there = own.find((one) => one !== null && files.has(one));
    if (there != null) return there;
  }
  return null;
}

/** The one file below the report's project that ends so, else the one of all; of several nobody knows which is meant. */
function ending(path: string, folder: string, files: ReadonlySet<string>): string | null {
  const same = [...files].filter((file) => file === path || file.endsWith(`/${path}`));
  const near = same.filter((file) => file.startsWith(folder === '' || folder.endsWith('/') ? folder : `${folder}/`));
  const [only] = near.length > 0 ? near : same;
  return (near.length > 0 ? near : same).length === 1 && only !== undefined ? only : null;
}
