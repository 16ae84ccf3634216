import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { isAbsolute, join } from 'node:path';
import { AdapterError, UserError } from '../../domain/error.ts';
import type { Clock } from '../../platform/clock.ts';
import { startTimeOf } from '../../platform/process-group.ts';
import type { Detached } from '../../platform/start-detached.ts';
import type { Probe, Rollout, Target } from '../target.ts';
import { readEndpoint, replySchema, rolledBackSchema, statusSchema, type ControlRequest, type Endpoint } from './protocol.ts';
import { planSchema, readState, releaseSchema, type Plan } from './state.ts';

export interface ProcessTargetOptions {
  /** The target's own folder; the supervisor gets the same. */
  readonly stateDir: string;
  readonly config: {
    readonly health: string;
    readonly probes: readonly Probe[];
    /** Absolute; the default is a folder of the target's. */
    readonly dataDir?: string | undefined;
  };
  readonly watch: Rollout['watch'];
  readonly clock: Clock;
  /** Starts a detached process that calls `runSupervisor` for this folder. Starting one too many does no harm. */
  readonly spawnSupervisor: () => Detached;
}

const START_MS = 15_000;
const PAUSE_MS = 30;
/** A supervisor that lives answers at once; rolling back verifies for up to 30 s and drains, and so does stopping. */
const ANSWER_MS = { status: 10_000, release: 120_000, rollBack: 120_000, stop: 120_000 } as const;

/** The target of level `process`: talks to its supervisor, and starts it when there is none or it died. */
export function processTarget(options: ProcessTargetOptions): Target {
  const { stateDir } = options;
  const plan = planOf(options);
  const isInUse = (): boolean => {
    const state = readState(stateDir);
    return state !== null && (state.candidate ?? state.stable ?? state.warm ?? state.leaving) !== null;
  };
  return {
    name: 'process',
    async release(release) {
      const parsed = releaseSchema.safeParse(release);
      if (!parsed.success) throw new UserError('release', `this cannot be released: ${parsed.error.message}`);
      await ask(options, { verb: 'release', release: parsed.data, plan });
    },
    async deployment(release) {
      const known = readState(stateDir)?.deployments.find((deployment) => deployment.release === release);
      if (known === undefined) return null;
      // Only a living supervisor comes to a decision.
      if (known.outcome === 'running') await ask(options, { verb: 'status' });
      return known;
    },
    async status() {
      if (!isInUse()) return { url: null, stable: null, candidate: null, notes: [] };
      return statusSchema.parse(await ask(options, { verb: 'status' }));
    },
    async rollBack(reason) {
      const state = readState(stateDir);
      const from = (state?.candidate ?? state?.stable)?.release.id;
      if (from === undefined) throw new UserError('nothing-to-roll-back', 'nothing runs on this target');
      return rolledBackSchema.parse(await ask(options, { verb: 'rollBack', from, reason }));
    },
    async stop() {
      if (!isInUse() && livingEndpoint(stateDir) === null) return;
      const before = livingEndpoint(stateDir);
      await ask(options, { verb: 'stop' });
      await untilGone(options, before);
    },
  };
}

function planOf({ stateDir, config, watch }: ProcessTargetOptions): Plan {
  const dataDir = config.dataDir ?? join(stateDir, 'data');
  if (!isAbsolute(dataDir)) throw new UserError('data-dir', `target.dataDir has to be resolved to an absolute path first, got ${dataDir}`);
  return planSchema.parse({ health: config.health, probes: config.probes, dataDir, watch });
}

/** Asks until a supervisor has answered; every verb may be asked twice. */
async function ask({ stateDir, clock, spawnSupervisor }: ProcessTargetOptions, question: ControlRequest): Promise<unknown> {
  const start = clock.elapsed();
  let spawned: Detached | null = null;
  for (;;) {
    const endpoint = livingEndpoint(stateDir);
    const said = endpoint === null ? null : await post(endpoint, question);
    if (said !== null) return said.value;
    // It ends with 0 when it finds another one at work.
    const hasFailed = spawned !== null && spawned.exitCode !== null && spawned.exitCode !== 0;
    if (hasFailed || clock.elapsed() - start > START_MS) throw noSupervisor(stateDir);
    // One that is just starting or ending gets the time to do so; a second one would end by itself.
    if (endpoint === null) spawned ??= spawnSupervisor();
    await clock.sleep(PAUSE_MS);
  }
}

function livingEndpoint(stateDir: string): Endpoint | null {
  const endpoint = readEndpoint(stateDir);
  if (endpoint === null) return null;
  return endpoint.startTime !== null && startTimeOf(endpoint.pid) !== endpoint.startTime ? null : endpoint;
}

/** Null when nobody answered: the supervisor is gone, or went while it was asked. */
async function post({ port, token }: Endpoint, question: ControlRequest): Promise<{ readonly value: unknown } | null> {
  const text = await new Promise<string | null>((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        agent: false,
        timeout: ANSWER_MS[question.verb],
        headers: { authorization: `Bearer ${token}` },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve(Buffer.concat(chunks).toString()));
        answer.on('error', () => resolve(null));
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(null));
    asked.end(JSON.stringify(question));
  });
  if (text === null) return null;
  const reply = replySchema.parse(JSON.parse(text));
  if (reply.ok) return { value: reply.value };
  const detail = reply.hint === undefined ? {} : { hint: reply.hint };
  if (reply.kind === 'wrong') throw new UserError(reply.code, reply.message, detail);
  throw new AdapterError(reply.code, reply.message, detail);
}

async function untilGone({ stateDir, clock }: ProcessTargetOptions, endpoint: Endpoint | null): Promise<void> {
  const start = clock.elapsed();
  while (clock.elapsed() - start < START_MS) {
    const isAlive = endpoint !== null && endpoint.startTime !== null && startTimeOf(endpoint.pid) === endpoint.startTime;
    if (!isAlive && livingEndpoint(stateDir) === null) return;
    await clock.sleep(PAUSE_MS);
  }
  throw new AdapterError('stop', 'the supervisor has ended the service but has not ended itself');
}

function noSupervisor(stateDir: string): AdapterError {
  const log = join(stateDir, 'logs', 'supervisor.log');
  let last = '';
  try {
    last = readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return new AdapterError(
    'no-supervisor',
    `the supervisor of the target does not answer${last === '' ? '' : `; its log ends with:\n${last}`}`,
    {
      hint: `See ${log}.`,
    },
  );
}
