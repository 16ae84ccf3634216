import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

/** What V8 counted in one script of one process. */
export interface ScriptCoverage {
  /** A `file:` URL. */
  readonly url: string;
  readonly functions: readonly FunctionCoverage[];
  /** Of the text that ran, when it was made from another. */
  readonly sourceMap: ScriptSourceMap | null;
}

export type FunctionCoverage = z.infer<typeof functionCoverage>;
export type ScriptSourceMap = z.infer<typeof scriptSourceMap>;

const offset = z.int().nonnegative();
const functionCoverage = z.object({
  functionName: z.string(),
  isBlockCoverage: z.boolean(),
  ranges: z.array(z.object({ startOffset: offset, endOffset: offset, count: z.number().nonnegative() })),
});
const scriptSourceMap = z.object({
  /** Lengths of the lines of the text that ran. */
  lineLengths: z.array(offset).max(1_000_000),
  data: z.looseObject({
    version: z.literal(3),
    sources: z.array(z.string()).min(1),
    mappings: z.string(),
    sourceRoot: z.string().optional(),
  }),
});
const file = z.object({
  result: z.array(z.looseObject({ url: z.string() })),
  'source-map-cache': z.record(z.string(), z.unknown()).optional(),
});

/**
 * Reads one file of the folder NODE_V8_COVERAGE names: what one process ran. Only scripts that `wanted` takes are read
 * any further. AdapterError when the file is anything else.
 */
export function parseV8Coverage(text: string, wanted: (url: string) => boolean): readonly ScriptCoverage[] {
  const read = file.safeParse(parsed(text));
  if (!read.success) throw unreadable(z.prettifyError(read.error));
  const maps = read.data['source-map-cache'] ?? {};
  return read.data.result
    .filter(({ url }) => url.startsWith('file:') && wanted(url))
    .map(({ url, functions }) => {
      const counted = z.array(functionCoverage).safeParse(functions);
      if (!counted.success) throw unreadable(z.prettifyError(counted.error));
      const map = scriptSourceMap.safeParse(Object.hasOwn(maps, url) ? maps[url] : undefined);
      return { url, functions: counted.data, sourceMap: map.success ? map.data : null };
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AdapterError('UNREADABLE_REPORT', 'a coverage file of V8 is not JSON', { cause });
  }
}

function unreadable(why: string): AdapterError {
  return new AdapterError('UNREADABLE_REPORT', `a coverage file is not V8's: ${why.slice(0, 300)}`);
}
