import { parentPort, workerData } from 'node:worker_threads';
import { chanceOf } from './chance.ts';
import { attemptOnce } from './target.ts';
import { loadTarget } from './targets.ts';

/** What a worker is to do, and where it says which input it is at: it cannot answer while a reader hangs. */
export interface Stint {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  readonly at: Int32Array;
}

const { name, from, to, seed, at } = workerData as Stint;
if (parentPort === null) throw new Error('this is the code of a thread');
const target = await loadTarget(name);
const open = await target.open();
for (let index = from; index < to; index += 1) {
  Atomics.store(at, 0, index);
  Atomics.add(at, 1, 1);
  const started = performance.now();
  const attempt = await attemptOnce(target, open, chanceOf(seed + index));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort.postMessage({ index, ms: performance.now() - started, ...attempt });
}
// What is left to do is to tidy up after all of them: no input's time.
Atomics.store(at, 1, -1);
await open.close?.();
