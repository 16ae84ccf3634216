import type { Writable } from 'node:stream';

/** Resolves when the other side has read on, or never will: whoever sends more before fills its own memory. */
export function drained(stream: Writable): Promise<void> {
  if (!stream.writableNeedDrain) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const event of ['drain', 'close', 'error']) stream.once(event, resolve);
  return promise.finally(() => {
    for (const event of ['drain', 'close', 'error']) stream.off(event, resolve);
  });
}
