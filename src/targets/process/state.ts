import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { eventSchemas, type Event } from '../../domain/event.ts';
import { AdapterError } from '../../domain/error.ts';

export const releaseSchema = z.strictObject({
  // It names folders, files and a chain.
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'a release id has letters, digits, dots, dashes and underscores'),
  commit: z.string(),
  artefact: z.strictObject({
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    dir: z.string(),
    dependencies: z.strictObject({ key: z.string(), dir: z.string(), digest: z.string() }).nullable(),
  }),
  start: z.string().min(1),
  run: z.string().nullable(),
  order: z.string().nullable(),
});

/** How a release is to be run and watched: as the config said when it was asked for. */
export const planSchema = z.strictObject({
  health: z.string().startsWith('/'),
  probes: z.array(z.strictObject({ path: z.string(), status: z.int() })),
  /** Absolute. */
  dataDir: z.string(),
  watch: z.strictObject({
    weights: z.array(z.number()).min(1),
    lookSeconds: z.number(),
    deadlineSeconds: z.number(),
    warmUpSeconds: z.number(),
    probesPerSecond: z.number(),
    closeMinutes: z.number(),
  }),
});

const runningSchema = z.strictObject({ pid: z.int(), startTime: z.string().nullable(), port: z.int() });

const placementSchema = z.strictObject({
  release: releaseSchema,
  plan: planSchema,
  /** Wall clock, milliseconds. */
  startedAt: z.number(),
  promotedAt: z.number().nullable(),
  running: runningSchema.nullable(),
});

const takeBackSchema = z.strictObject({
  cause: z.enum(['breach', 'insufficient', 'operator']),
  harm: z.enum(['start', 'hard-check', 'errors']).nullable(),
  reason: z.string(),
  detectionMs: z.number(),
  decidedAt: z.number(),
});

const outcome = z.enum(['running', 'promoted', 'rolled-back', 'insufficient']);

const stateSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** The port the users know; null until it was chosen. */
  port: z.int().nullable(),
  /** On trial. */
  candidate: placementSchema.nullable(),
  percent: z.number(),
  stable: placementSchema.nullable(),
  /** The release before stable, still running while stable is watched closely. */
  warm: placementSchema.nullable(),
  /** Taken back, and not yet ended and written down. */
  leaving: placementSchema.nullable(),
  /** Why; null as long as nothing is taken back. */
  takenBack: takeBackSchema.nullable().default(null),
  /** Promoted before `warm`, newest first; not running, their artefacts are kept. */
  history: z.array(placementSchema),
  deployments: z.array(z.strictObject({ release: z.string(), outcome, reason: z.string() })),
  /** Events that belong to what is written here and that the ledger does not have yet. */
  outbox: z.array(z.strictObject({ chain: z.string(), event: z.custom<Event>(isEvent) })),
});

export type Plan = z.output<typeof planSchema>;
export type Running = z.output<typeof runningSchema>;
export type Placement = z.output<typeof placementSchema>;
export type State = z.output<typeof stateSchema>;

/** The state of a target on disk: what a restarted supervisor goes on with. */
export interface StateFile {
  readonly state: State;
  /** Writes the change down before it returns: whole or not at all. */
  update(change: Partial<State>): void;
}

const EMPTY: State = {
  schemaVersion: 1,
  port: null,
  candidate: null,
  percent: 0,
  stable: null,
  warm: null,
  leaving: null,
  takenBack: null,
  history: [],
  deployments: [],
  outbox: [],
};

export function stateFile(stateDir: string): StateFile {
  let state = readState(stateDir) ?? EMPTY;
  return {
    get state() {
      return state;
    },
    update(change) {
      const next = { ...state, ...change };
      writeAtomically(statePath(stateDir), JSON.stringify(next, null, 1));
      state = next;
    },
  };
}

/** Null when nothing was ever released here. */
export function readState(stateDir: string): State | null {
  let text: string;
  try {
    text = readFileSync(statePath(stateDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const parsed = stateSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AdapterError('target-state', `${statePath(stateDir)} cannot be read: ${z.prettifyError(parsed.error)}`, {
    hint: 'Stop what still runs and remove the folder to begin anew.',
  });
}

export function writeAtomically(path: string, text: string, mode = 0o600): void {
  const fd = openSync(`${path}.new`, 'w', mode);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(`${path}.new`, path);
}

function statePath(stateDir: string): string {
  return join(stateDir, 'state.json');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused by the schema, with the file's name.
    return undefined;
  }
}

function isEvent(value: unknown): boolean {
  const { type, payload } = value as { type: keyof typeof eventSchemas; payload: unknown };
  return Object.hasOwn(eventSchemas, type) && eventSchemas[type].safeParse(payload).success;
}
