import { AdapterError } from '../../domain/error.ts';
import type { Project } from '../../domain/project.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Workspaces } from '../../workspace/checkout.ts';
import { looksLikeTest } from './source-files.ts';
import { settledScripts } from './settled-scripts.ts';

/**
 * A `test` script that only lints or checks types, in a repository without a test file: there is nothing to report tests. What the change made of the
 * scripts has no say in it.
 */
export async function startsLintersAlone({
  project,
  base,
  head,
}: {
  readonly project: Project;
  readonly base: Tree;
  readonly head: Tree;
}): Promise<boolean> {
  if (project.testLinters === undefined || [...head.paths, ...base.paths].some(looksLikeTest)) return false;
  return (await settledScripts(head, base)) === head;
}

/** That it passes, in words: what the linters say is the repository's own word on the change. AdapterError where they do not. */
export async function lintersAnswer({
  command,
  linters,
  workspaces,
  signal,
}: {
  readonly command: string;
  readonly linters: readonly string[];
  readonly workspaces: Workspaces;
  readonly signal: AbortSignal;
}): Promise<string> {
  const { end, exitCode, stdout, stderr } = await (await workspaces.testbed('head')).exec({ command, withServices: true, signal });
  const what = `\`${command}\` starts ${linters.join(' and ')} alone`;
  if (exitCode === 0)
    return `${what}, which passed, and neither the base commit nor the change has a test file; a command that runs tests is named as commands.test in .jidoka/config.yaml`;
  throw new AdapterError(
    'LINTERS_FAILED',
    `${what} and ${exitCode === null ? end : `ended with ${exitCode}`}\n${stdout}\n${stderr}`.trimEnd(),
    {
      hint: 'Put right what it says: there is no test whose report could be read instead.',
    },
  );
}
