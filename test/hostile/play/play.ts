import { expect } from 'vitest';
import type { Cover, GateExpectation, HostileCase, Level } from '../hostile-case.ts';
import { playEvidence } from './play-evidence.ts';
import { playGate } from './play-gate.ts';
import { playOutput } from './play-output.ts';
import { playRun } from './play-run.ts';

/** What a case came to, and what it was to come to. */
export interface Played {
  /** `green` is the one word that a trick must never get. */
  readonly outcome: string;
  readonly seen: object;
  readonly expected: object;
}

export function coverOf({ level }: HostileCase, at: Level): Cover | 'honest' {
  return typeof level === 'string' ? level : level[at];
}

/** Plays a case through the real program; `expected` is everything that is relevant about it. */
export async function play(one: HostileCase, level: Level): Promise<Played> {
  switch (one.stage) {
    case 'gate': {
      const seen = await playGate(one, level);
      const wanted = 'outcome' in one.expect ? one.expect : one.expect[level];
      return { outcome: seen.outcome, seen, expected: { ...gateOf(wanted), reached: wanted.reached ?? [] } };
    }
    case 'run': {
      const seen = await playRun(one, level);
      const { outcome, reason, merged, holds = {} } = one.expect;
      return { outcome: seen.outcome, seen, expected: { outcome, reason: startingWith(reason), merged, holds, reached: [], edited: '' } };
    }
    case 'evidence': {
      const seen = await playEvidence(one);
      const { reasons, ...answer } = one.expect.answer;
      const parts = { ...answer, ...(reasons === undefined ? {} : { reasons: reasons.map(startingWith) }) };
      const expected = { code: one.expect.code, answer: expect.objectContaining(parts) as object, left: [] };
      return { outcome: seen.code === 0 ? 'green' : 'red', seen, expected };
    }
    case 'output': {
      const seen = await playOutput(one, level);
      return { outcome: seen.outcome, seen, expected: { ...gateOf(one.expect), acted: [], unshown: [] } };
    }
    default:
      return one satisfies never;
  }
}

function gateOf({ outcome, found = [], reasons = [] }: GateExpectation): object {
  return { outcome, found, reasons: reasons.map(startingWith) };
}

function startingWith(text: string): unknown {
  return expect.toSatisfy((whole: unknown) => typeof whole === 'string' && whole.startsWith(text), `begins with ${text}`);
}
