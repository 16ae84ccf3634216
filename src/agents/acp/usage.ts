import { z } from 'zod';
import type { Usage } from '../agent.ts';

const tokens = z.int().nonnegative();
const reported = z.object({ inputTokens: tokens, outputTokens: tokens, totalTokens: tokens.nullish().catch(null) });

/**
 * What an agent says a prompt took. Some count cached tokens as input and some apart; the total holds them either way, and
 * what of it is not output was input. Null when it told nothing that can be counted.
 */
export function usageOf(told: unknown, usd: number | null): Usage | null {
  const counted = reported.safeParse(told);
  if (!counted.success) return usd === null ? null : { inputTokens: 0, outputTokens: 0, usd };
  const { inputTokens, outputTokens, totalTokens } = counted.data;
  return { inputTokens: Math.max(inputTokens, (totalTokens ?? 0) - outputTokens), outputTokens, usd };
}
