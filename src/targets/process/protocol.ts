import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { planSchema, releaseSchema } from './state.ts';

/** How the client and the supervisor of a target talk: HTTP on loopback, with a token that only the same user can read. */
const endpointSchema = z.strictObject({ port: z.int(), token: z.string(), pid: z.int(), startTime: z.string().nullable() });

export type Endpoint = z.output<typeof endpointSchema>;

export const requestSchema = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('release'), release: releaseSchema, plan: planSchema }),
  z.strictObject({ verb: z.literal('status') }),
  /** `from`: what is to be taken back, so that asking twice takes one release back. */
  z.strictObject({ verb: z.literal('rollBack'), from: z.string(), reason: z.string() }),
  z.strictObject({ verb: z.literal('stop') }),
]);

export type ControlRequest = z.output<typeof requestSchema>;

const serviceSchema = z.strictObject({
  release: z.string(),
  commit: z.string(),
  pid: z.int().nullable(),
  port: z.int().nullable(),
  healthy: z.boolean(),
});

export const statusSchema = z.strictObject({
  url: z.string().nullable(),
  stable: serviceSchema.nullable(),
  candidate: serviceSchema.extend({ percent: z.number() }).nullable(),
  notes: z.array(z.string()),
});

export const rolledBackSchema = z.strictObject({ from: z.string(), to: z.string().nullable() });

/** `wrong`: the question was (exit 2); `failed`: the target could not (exit 3). */
export const replySchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    kind: z.enum(['wrong', 'failed']),
    code: z.string(),
    message: z.string(),
    hint: z.string().optional(),
  }),
]);

export type Reply = z.output<typeof replySchema>;

export function endpointPath(stateDir: string): string {
  return join(stateDir, 'endpoint.json');
}

/** Null when no supervisor has written one. */
export function readEndpoint(stateDir: string): Endpoint | null {
  try {
    return endpointSchema.parse(JSON.parse(readFileSync(endpointPath(stateDir), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
