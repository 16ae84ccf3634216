import { Worker } from 'node:worker_threads';
import type { Attempt } from './target.ts';
import type { Stint } from './worker.ts';

/** More than any input may take, on a machine that is busy with other things too. */
const HANG_MS = 20_000;

export interface Fault {
  /** The input is made from this number again. */
  readonly index: number;
  readonly kind: 'crashed' | 'broken' | 'hung';
  readonly as: string;
  readonly detail: string;
}

export interface Campaign {
  readonly target: string;
  readonly inputs: number;
  /** How many inputs became what: answers and documented errors by their class. */
  readonly answered: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
  readonly slowest: { readonly index: number; readonly ms: number };
  readonly seconds: number;
}

interface Told extends Attempt {
  readonly index: number;
  readonly ms: number;
}

/** Gives a target many inputs, in a thread that can be ended when one of them hangs. */
export async function campaign(
  name: string,
  { inputs, seed, first = 0 }: { readonly inputs: number; readonly seed: number; readonly first?: number },
): Promise<Campaign> {
  const started = performance.now();
  const answered: Record<string, number> = {};
  const refused: Record<string, number> = {};
  const faults: Fault[] = [];
  let slowest = { index: first, ms: 0 };
  const tell = ({ index, ms, kind, as, detail }: Told) => {
    if (ms > slowest.ms) slowest = { index, ms };
    if (kind === 'answered') answered[as] = (answered[as] ?? 0) + 1;
    else if (kind === 'refused') refused[as] = (refused[as] ?? 0) + 1;
    else faults.push({ index, kind, as, detail });
  };
  const end = first + inputs;
  for (let from = first; from < end;) {
    const stopped = await stint({ name, from, to: end, seed }, tell);
    if (stopped === null) break;
    faults.push(stopped);
    from = stopped.index + 1;
  }
  return { target: name, inputs, answered, refused, faults, slowest, seconds: (performance.now() - started) / 1000 };
}

/** Null when the worker got to its end; else what stopped it. */
async function stint(request: Omit<Stint, 'at'>, tell: (told: Told) => void): Promise<Fault | null> {
  const at = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: { ...request, at } satisfies Stint,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
    // Readers may warn; that is no answer of theirs.
    stderr: true,
  });
  const { promise, resolve } = Promise.withResolvers<Fault | null>();
  let count = -1;
  let since = performance.now();
  const watch = setInterval(() => {
    if (count !== at[1]) {
      count = at[1] ?? 0;
      since = performance.now();
    } else if (performance.now() - since > HANG_MS && count > 0) {
      resolve({ index: at[0] ?? 0, kind: 'hung', as: 'hang', detail: `no answer in ${HANG_MS / 1000} s` });
    }
  }, 250);
  worker.on('message', tell);
  worker.on('error', (error: unknown) =>
    resolve({
      index: at[0] ?? 0,
      kind: 'crashed',
      as: 'thread',
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  worker.on('exit', () => resolve(null));
  try {
    const stopped = await promise;
    if (stopped !== null && at[1] === 0) throw new Error(`${request.name} cannot be begun: ${stopped.detail}`);
    return stopped;
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}
