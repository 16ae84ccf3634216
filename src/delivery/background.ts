/** Something that goes on beside the watch until it is disposed of. */
export interface Background extends AsyncDisposable {
  /** Aborted when the loop ended by itself: with an Error when it broke, else with what it returned. */
  readonly ended: AbortSignal;
}

/** Runs `loop` until it ends or is disposed of; disposing waits for it. */
export function inBackground(loop: (signal: AbortSignal) => Promise<unknown>): Background {
  const stop = new AbortController();
  const ended = new AbortController();
  const running = loop(stop.signal).then(
    (value) => ended.abort(value),
    (error: unknown) => {
      if (!stop.signal.aborted) ended.abort(error);
    },
  );
  return {
    ended: ended.signal,
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}
