import { z } from 'zod';

/** The other side can say no more, with why; null when it simply ended. */
export interface Closed {
  readonly kind: 'closed';
  readonly reason: string | null;
}

/** What the other side answered to a request of ours. */
export type Reply =
  | { readonly kind: 'result'; readonly value: unknown }
  | { readonly kind: 'error'; readonly code: number; readonly message: string }
  | Closed;

/** A message of JSON-RPC 2.0, as far as it is one. */
export type Message =
  | { readonly kind: 'request'; readonly id: string | number | null; readonly method: string; readonly params: unknown }
  | { readonly kind: 'notification'; readonly method: string; readonly params: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply };

const call = z.object({
  id: z.union([z.string().max(200), z.number(), z.null()]).exactOptional(),
  method: z.string().max(200),
  params: z.unknown().optional(),
});
const result = z.object({ id: z.number(), result: z.unknown().refine((value) => value !== undefined) });
const failure = z.object({ id: z.number(), error: z.object({ code: z.number(), message: z.string() }) });

/** One line of theirs; null when it is no message: agents print all sorts of things. */
export function readMessage(line: string): Message | null {
  const json = jsonOf(line);
  const asked = call.safeParse(json);
  if (asked.success) {
    const { id, method, params } = asked.data;
    return id === undefined ? { kind: 'notification', method, params } : { kind: 'request', id, method, params };
  }
  const failed = failure.safeParse(json);
  if (failed.success) return { kind: 'reply', id: failed.data.id, reply: { kind: 'error', ...failed.data.error } };
  const done = result.safeParse(json);
  return done.success ? { kind: 'reply', id: done.data.id, reply: { kind: 'result', value: done.data.result } } : null;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
