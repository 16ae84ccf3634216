import type { OpenFactory } from '../compose.ts';
import { UserError } from '../domain/error.ts';
import { executeRun } from '../pipeline/start.ts';
import type { Invocation } from './command.ts';
import { runView, tellEnd } from './run-view.ts';
import { tidyAfterRun } from './tidy-after-run.ts';

/** Takes a prepared run to its end while somebody watches, and says how it ended or how to go on. Answers the exit code. */
export async function carryOut(
  factory: OpenFactory,
  { run, signal, terminal, json, program }: Pick<Invocation, 'signal' | 'terminal' | 'json' | 'program'> & { readonly run: string },
): Promise<number> {
  const view = runView({ terminal, factory, json, run });
  try {
    const end = await executeRun(factory, { run, signal, observer: view.observer }).finally(() => view.stop());
    await tidyAfterRun(factory, terminal);
    return tellEnd(end, { terminal, json, program });
  } catch (error) {
    // What was said wrong, or that it was interrupted, says itself what to do.
    if (!(error instanceof UserError)) terminal.err(`The run is not over: ${program} runs resume ${run}\n`);
    throw error;
  }
}
