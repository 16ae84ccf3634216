import { type CleanRequest, tidyState } from '../pipeline/clean-state.ts';
import { escape } from '../reporters/escape.ts';
import { cleanedLines } from '../reporters/pretty/cleaned.ts';
import type { Terminal } from './command.ts';

/** Keeps the state folder below its bound and says what went; it changes no outcome. */
export async function tidyAfterRun(factory: CleanRequest, terminal: Terminal): Promise<void> {
  try {
    const cleaned = await tidyState(factory);
    if (cleaned !== null && cleaned.removed.length > 0) terminal.err(`${cleanedLines(cleaned, false).join('\n')}\n`);
  } catch (error) {
    terminal.err(`The state folder could not be tidied: ${escape(String(error))}\n`);
  }
}
