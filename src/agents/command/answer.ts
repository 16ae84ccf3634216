import { z } from 'zod';
import type { Usage } from '../agent.ts';

/** What an agent's program said on standard output, as far as it means something. Untrusted, like all of it. */
export interface Answer {
  readonly cannotSatisfy: string | null;
  readonly session: string | null;
  /** Null when it said nothing, or nothing that can be counted. */
  readonly usage: Usage | null;
}

const usageLine = z.object({
  usage: z.object({
    inputTokens: z.int().nonnegative(),
    outputTokens: z.int().nonnegative(),
    usd: z.number().nonnegative().nullable().default(null),
  }),
});

/** A session goes into an environment variable and into the ledger. */
const SESSION = /^SESSION:\s*([\x21-\x7e]{1,200})$/;
const CANNOT_SATISFY = /^CANNOT_SATISFY(?:\((.*)\)|:(.*))$/;

/**
 * Reads lines of their own: `CANNOT_SATISFY(reason)` or `CANNOT_SATISFY: reason`, `SESSION: id`, and as the last line of JSON
 * `{"usage":{"inputTokens":1,"outputTokens":2,"usd":0.01}}`. Of several the last counts.
 */
export function readAnswer(stdout: string): Answer {
  const lines = stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const gaveUp = lines.findLast((line) => CANNOT_SATISFY.test(line));
  const session = lines.findLast((line) => SESSION.test(line));
  return {
    cannotSatisfy: gaveUp === undefined ? null : reasonIn(gaveUp),
    session: session === undefined ? null : (SESSION.exec(session)?.[1] ?? null),
    usage: usageIn(lines.findLast((line) => line.startsWith('{'))),
  };
}

function reasonIn(line: string): string {
  const [, inside, behind] = CANNOT_SATISFY.exec(line) ?? [];
  const reason = (inside ?? behind ?? '').trim();
  return reason === '' ? 'the agent gave no reason' : clip(reason, 1000);
}

function usageIn(line: string | undefined): Usage | null {
  if (line === undefined) return null;
  const parsed = usageLine.safeParse(jsonOf(line));
  return parsed.success ? parsed.data.usage : null;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    // Any other line of the agent's may start with a brace.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** At most this many characters of the start and as many of the end; always whole characters. */
export function clip(text: string, each: number): string {
  const clipped = text.length <= 2 * each ? text : `${text.slice(0, each)}\n[… clipped …]\n${text.slice(-each)}`;
  return clipped.toWellFormed();
}
