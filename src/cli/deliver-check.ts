import { resolve } from 'node:path';
import { appendText, sizeOf, writeText } from '../platform/files.ts';
import type { Output } from './check-formats.ts';
import type { Invocation } from './command.ts';
import { renderCheck, type Told } from './render-check.ts';

/** GitHub drops the whole summary of a step that is larger. */
const MOST_SUMMARY_BYTES = 1024 * 1024;
/** Less room than this is left when something else has filled it. */
const LEAST_SUMMARY_BYTES = 4096;

export interface Delivery {
  readonly outputs: readonly Output[];
  readonly told: Told;
  /** Paragraphs of the job's summary besides. */
  readonly notes: readonly string[];
}

/** Writes every report where it was asked for, and the summary of a GitHub job where there is one. */
export async function deliverCheck(
  { outputs, told, notes }: Delivery,
  { dir, env, terminal }: Pick<Invocation, 'dir' | 'env' | 'terminal'>,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = await renderCheck(format, told);
    if (file === null) terminal.out(text);
    else await writeText(resolve(dir, file), text);
  }
  const summary = env.GITHUB_STEP_SUMMARY ?? '';
  if (summary === '' || !outputs.some(({ format }) => format === 'github')) return;
  const maxBytes = MOST_SUMMARY_BYTES - (await sizeOf(summary));
  if (maxBytes < LEAST_SUMMARY_BYTES) {
    terminal.err('jidoka: no summary, as $GITHUB_STEP_SUMMARY is full\n');
    return;
  }
  const { githubSummary } = await import('../reporters/github/github-summary.ts');
  await appendText(summary, githubSummary(told.document, { program: 'jidoka', maxBytes, notes }));
}
