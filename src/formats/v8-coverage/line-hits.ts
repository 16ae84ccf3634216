import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8ToIstanbul from 'v8-to-istanbul';
import { AdapterError } from '../../domain/error.ts';
import type { ScriptCoverage, ScriptSourceMap } from './parse-v8-coverage.ts';

export interface FileHits {
  /** Hits by 1-based line. Every line is in it, also those on which nothing runs. */
  readonly lines: ReadonlyMap<number, number>;
  /** Of the functions that begin and end on one line: how often the most often called of that line was. */
  readonly oneLineCalls: ReadonlyMap<number, number>;
}

/** By absolute path of the original source. */
export type HitsByFile = ReadonlyMap<string, FileHits>;

export interface CoveredScript {
  /** Absolute path of the script. */
  readonly path: string;
  readonly coverage: ScriptCoverage;
  /** The text of a file; null when there is none. */
  readonly read: (path: string) => Promise<string | null>;
}

/** Maps what V8 counted in a script back to the lines of its sources. Null when their text is not there. */
export async function lineHits({ path, coverage, read }: CoveredScript): Promise<HitsByFile | null> {
  const sources = await sourcesOf({ path, coverage, read });
  if (sources === null) return null;
  const converter = v8ToIstanbul(path, 0, sources);
  await converter.load();
  converter.applyCoverage(coverage.functions);
  return new Map(
    Object.entries(converter.toIstanbul()).map(([file, { statementMap, s, fnMap, f }]) => {
      const lines = new Map(Object.entries(statementMap).map(([id, { start }]) => [start.line, s[id] ?? 0]));
      const oneLineCalls = new Map<number, number>();
      for (const [id, { loc }] of Object.entries(fnMap)) {
        const { line } = loc.start;
        if (line === loc.end.line) oneLineCalls.set(line, Math.max(oneLineCalls.get(line) ?? 0, f[id] ?? 0));
      }
      return [file, { lines, oneLineCalls }];
    }),
  );
}

type Sources = NonNullable<Parameters<typeof v8ToIstanbul>[2]>;

async function sourcesOf({ path, coverage: { sourceMap }, read }: CoveredScript): Promise<Sources | null> {
  if (sourceMap === null) {
    const source = await read(path);
    return source === null ? null : { source };
  }
  const original = originalPath(path, sourceMap);
  const originalSource = original === null ? '' : await read(original);
  if (originalSource === null) return null;
  return { source: shapeOf(sourceMap.lineLengths), originalSource, sourceMap: { sourcemap: sourceMap.data as never } };
}

/** The one source a script was made from; null for a bundle of several. */
function originalPath(path: string, { data }: ScriptSourceMap): string | null {
  const [source, ...more] = data.sources;
  if (source === undefined || more.length > 0) return null;
  return source.startsWith('file:')
    ? fileURLToPath(source)
    : resolve(dirname(path), data.sourceRoot?.replace(/^file:\/\//, '') ?? '', source);
}

const MAX_SCRIPT = 64 * 1024 * 1024;

/** The text that ran is not kept: a text of the same shape is all that the mapping needs. */
function shapeOf(lineLengths: readonly number[]): string {
  const size = lineLengths.reduce((sum, length) => sum + length + 1, 0);
  if (size > MAX_SCRIPT)
    throw new AdapterError('REPORT_TOO_LARGE', `a script of ${size} characters in the coverage, more than ${MAX_SCRIPT}`);
  return lineLengths.map((length) => '.'.repeat(length)).join('\n');
}
