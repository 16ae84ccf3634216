import { z } from 'zod';
import type { Range } from '../../domain/finding.ts';
import { parseJson } from '../parse-json.ts';

const line = z.int().positive();
const message = z.object({
  reason: z.literal('compiler-message'),
  message: z.object({
    level: z.string(),
    message: z.string(),
    code: z.object({ code: z.string() }).nullable(),
    spans: z.array(
      z.object({
        file_name: z.string(),
        is_primary: z.boolean(),
        line_start: line,
        line_end: line,
        column_start: line,
        column_end: line,
      }),
    ),
  }),
});
const finished = z.object({ reason: z.literal('build-finished'), success: z.boolean() });
const other = z.object({ reason: z.enum(['compiler-artifact', 'build-script-executed', 'timing-info', 'build-analysis']) });
const event = z.union([message, finished, other]);

/** What the compiler, or clippy in it, said of one place. */
export interface CargoMessage {
  /** Of a lint or an error; null where it has none. */
  readonly code: string | null;
  readonly isError: boolean;
  readonly message: string;
  /** As the compiler names it: relative to the root of the workspace. */
  readonly file: string | null;
  readonly range: Range | null;
}

export interface CargoReport {
  readonly succeeded: boolean;
  readonly messages: readonly CargoMessage[];
}

/** Sums at the end of a crate: they are of no place, and add nothing. */
const SUM = /^(aborting due to|\d+ warnings? emitted)/;

/** Reads what `cargo --message-format=json` prints; null when it is not that, or has no end. */
export function readCargoJson(text: string): CargoReport | null {
  const messages: CargoMessage[] = [];
  let succeeded: boolean | null = null;
  // Between Cargo's own lines may stand what macros print.
  for (const printed of text.split('\n').filter((one) => one.startsWith('{"reason":'))) {
    const { data } = event.safeParse(parseJson(printed));
    if (data === undefined) return null;
    if (data.reason === 'build-finished') succeeded = data.success;
    if (data.reason !== 'compiler-message' || SUM.test(data.message.message)) continue;
    const { code, level, message: said, spans } = data.message;
    if (level === 'failure-note') continue;
    const place = spans.find((span) => span.is_primary);
    messages.push({
      code: code?.code ?? null,
      isError: level.startsWith('error'),
      message: said,
      file: place?.file_name ?? null,
      range:
        place === undefined
          ? null
          : { startLine: place.line_start, startColumn: place.column_start, endLine: place.line_end, endColumn: place.column_end },
    });
  }
  return succeeded === null ? null : { succeeded, messages };
}
