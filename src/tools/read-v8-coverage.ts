import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { executableLines, oneLineFunctions } from '../formats/v8-coverage/executable-lines.ts';
import { type FileHits, type HitsByFile, lineHits } from '../formats/v8-coverage/line-hits.ts';
import { parseV8Coverage } from '../formats/v8-coverage/parse-v8-coverage.ts';
import { readOrdinary } from '../platform/read-ordinary.ts';
import { repositoryPath } from './repository-path.ts';
import type { LineHits } from './tool.ts';

/**
 * Adds up what every process of the run counted, by source file of the repository. A source is measured on the lines on
 * which something starts to run; one that is gone, is no JavaScript or TypeScript, or does not parse is left out.
 */
export async function readV8Coverage({
  dir,
  files,
  without,
}: {
  readonly dir: string;
  readonly files: AsyncIterable<{ readonly text: string }>;
  /** Files that were counted in another way, and whose text is not the one that ran. */
  readonly without: ReadonlySet<string>;
}): Promise<Map<string, LineHits>> {
  const total = new Map<string, Sums>();
  const known = new Map<string, HitsByFile | null>();
  const read = cachedReader(dir);
  const isWanted = (path: string | null) => path !== null && !without.has(path);
  for await (const { text } of files) {
    for (const coverage of parseV8Coverage(text, (url) => isWanted(repositoryPath(dir, url)))) {
      // Test files that only load a source leave the same counts in it: worked out once.
      const key = createHash('sha256').update(JSON.stringify(coverage)).digest('hex');
      const hits = known.has(key) ? known.get(key) : await lineHits({ path: fileURLToPath(coverage.url), coverage, read });
      known.set(key, hits ?? null);
      for (const [file, counted] of hits ?? []) await add({ dir, total, read, file, counted });
    }
  }
  return new Map([...total].map(([path, { lines }]) => [path, lines]));
}

/** Of one source, over all processes. */
interface Sums {
  readonly lines: Map<number, number>;
  /** Lines that hold a named function as a whole. */
  readonly functions: ReadonlySet<number>;
}

interface Addition {
  readonly dir: string;
  readonly total: Map<string, Sums>;
  readonly read: (path: string) => Promise<string | null>;
  readonly file: string;
  readonly counted: FileHits;
}

async function add({ dir, total, read, file, counted }: Addition): Promise<void> {
  const path = repositoryPath(dir, file);
  if (path === null || !/\.[cm]?[jt]sx?$/.test(path)) return;
  let sums = total.get(path);
  if (sums === undefined) {
    const text = await read(file);
    if (text === null) return;
    const lines = [...executableLines(path, text)].toSorted((a, b) => a - b);
    sums = { lines: new Map(lines.map((line) => [line, 0])), functions: oneLineFunctions(path, text) };
    total.set(path, sums);
  }
  for (const [line, count] of sums.lines) {
    const calls = sums.functions.has(line) ? counted.oneLineCalls.get(line) : undefined;
    sums.lines.set(line, count + (calls === 0 ? 0 : (counted.lines.get(line) ?? 0)));
  }
}

/** Of a source or of what it was built into. */
const MAX_SOURCE_BYTES = 64 * 1024 * 1024;

/** Tests make and remove files: what is gone, or no plain file of the checkout, has no lines to cover. */
function cachedReader(dir: string): (path: string) => Promise<string | null> {
  const texts = new Map<string, Promise<string | null>>();
  return (path) => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const text =
      repositoryPath(dir, path) === null ? Promise.resolve(null) : readOrdinary(path, { within: dir, maxBytes: MAX_SOURCE_BYTES });
    texts.set(path, text);
    return text;
  };
}
