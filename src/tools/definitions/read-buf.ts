import { z } from 'zod';
import type { Range } from '../../domain/finding.ts';
import type { ExecResult } from '../../platform/exec.ts';
import { parseJson } from '../parse-json.ts';
import { unreadable } from '../run-program.ts';

export interface BufAnnotation {
  /** As buf was given it; null for what is about no file. */
  readonly path: string | null;
  readonly range: Range | null;
  /** Its rule; `COMPILE` for what does not compile. */
  readonly type: string;
  readonly message: string;
}

/** `unable`: it says why it could not even look. */
export type BufSaid =
  | { readonly is: 'clean' }
  | { readonly is: 'found'; readonly annotations: readonly BufAnnotation[] }
  | { readonly is: 'unable'; readonly words: string };

const EXIT_CODES: Readonly<Record<number, BufSaid['is']>> = { 0: 'clean', 1: 'unable', 100: 'found' };

const line = z.object({
  path: z.string().optional(),
  start_line: z.int().positive().optional(),
  start_column: z.int().positive().optional(),
  end_line: z.int().positive().optional(),
  end_column: z.int().positive().optional(),
  type: z.string().min(1),
  message: z.string(),
});

type Line = z.infer<typeof line>;

const LONGEST = 300;

/** What a run with `--error-format=json` says. AdapterError where exit code and words are at odds. */
export function readBuf(result: ExecResult & { readonly exitCode: number }): BufSaid {
  const is = EXIT_CODES[result.exitCode];
  if (is === undefined || result.truncated) throw unreadable('buf', result, 'gave no answer that is known');
  // `buf build` prints them where others print their failures.
  const printed = `${result.stdout}\n${result.stderr}`.split('\n').filter((text) => text.startsWith('{'));
  const annotations = printed.map((text) => {
    const read = line.safeParse(parseJson(text));
    if (!read.success) throw unreadable('buf', result, 'printed what is no annotation');
    return annotationOf(read.data);
  });
  if (annotations.length > 0 !== (is === 'found')) throw unreadable('buf', result, 'ended with a code its words do not explain');
  if (is === 'found') return { is, annotations };
  return is === 'clean' ? { is } : { is, words: wordsOf(result.stderr) };
}

/** Of what is no more it has no place: then it says 1:1 and no path. */
function annotationOf({ path, type, message, ...at }: Line): BufAnnotation {
  const { start_line: startLine, start_column: startColumn = 1, end_line: endLine, end_column: endColumn } = at;
  if (path === undefined || startLine === undefined) return { path: path ?? null, range: null, type, message };
  const isEnded =
    endLine !== undefined && endColumn !== undefined && (endLine > startLine || (endLine === startLine && endColumn > startColumn));
  return { path, range: { startLine, startColumn, ...(isEnded ? { endLine, endColumn } : {}) }, type, message };
}

function wordsOf(text: string): string {
  const said = text
    .split('\n')
    .filter((one) => !one.startsWith('WARN'))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return said === '' ? 'it did not say why' : said.slice(0, LONGEST);
}
