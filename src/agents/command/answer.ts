import type { Usage } from '../agent.ts';
import { reasonToGiveUp } from '../give-up.ts';
import { RESULT_FORMATS } from './result-formats.ts';

/** What an agent's program said on standard output, as far as it means something. Untrusted, like all of it. */
export interface Answer {
  readonly cannotSatisfy: string | null;
  readonly session: string | null;
  /** Null when it said nothing, or nothing that can be counted. */
  readonly usage: Usage | null;
  /** Whether that is of the whole session. */
  readonly countsSession: boolean;
}

/** A session goes into an environment variable and into the ledger. */
const SESSION_LINE = /^SESSION:\s*(\S+)$/;
const SESSION = /^[\x21-\x7e]{1,200}$/;

/**
 * Reads lines of their own, `CANNOT_SATISFY(reason)` or `CANNOT_SATISFY: reason`, `SESSION: id`, and as the last line of JSON
 * `{"usage":{"inputTokens":1,"outputTokens":2,"usd":0.01}}`; or the JSON a known program prints. Of several the last counts.
 */
export function readAnswer(stdout: string): Answer {
  const documents = documentsIn(stdout);
  const format = RESULT_FORMATS.find((one) => one.read(documents) !== null);
  const told = format?.read(documents);
  const line = stdout
    .split('\n')
    .map((text) => SESSION_LINE.exec(text.trim())?.[1] ?? '')
    .findLast((id) => SESSION.test(id));
  const session = line ?? told?.session ?? null;
  return {
    cannotSatisfy: reasonToGiveUp(stdout) ?? reasonToGiveUp(told?.said ?? ''),
    session: session !== null && SESSION.test(session) ? session : null,
    usage: countable(told?.usage ?? null),
    countsSession: format?.countsSession === true,
  };
}

/** Every line that is a JSON object; or the one that all of it is, on many lines, whatever stands before it. */
function documentsIn(stdout: string): unknown[] {
  const lines = stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('{'));
  const single = lines.map(jsonOf);
  if (single.some((document) => document !== undefined)) return single;
  const start = /^\{/m.exec(stdout)?.index;
  const whole = start === undefined ? undefined : jsonOf(stdout.slice(start));
  return whole === undefined ? [] : [whole];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Any other line of the agent's may start with a brace.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Sums of what can be counted may still be too large to be. */
function countable(usage: Usage | null): Usage | null {
  if (usage === null) return null;
  const { inputTokens, outputTokens, usd } = usage;
  const isCountable = Number.isSafeInteger(inputTokens) && Number.isSafeInteger(outputTokens) && Number.isFinite(usd ?? 0);
  return isCountable ? usage : null;
}
