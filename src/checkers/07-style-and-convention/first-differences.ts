import type { Range } from '../../domain/finding.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Capabilities } from '../checker.ts';

export interface Unformatted {
  readonly linter: Capabilities['linters'][number];
  readonly checkout: Awaited<ReturnType<Capabilities['workspaces']['checkout']>>;
  readonly tree: Tree;
  readonly paths: readonly string[];
  readonly signal: AbortSignal;
}

/** The formatter runs once for each of them; nobody goes through more by hand. */
const MAX_FILES = 20;

/** Where files that are not formatted differ first from what the formatter would write; none for a file of which it does not say that. */
export async function firstDifferences({ linter, checkout, tree, paths, signal }: Unformatted): Promise<ReadonlyMap<string, Range>> {
  const found = new Map<string, Range>();
  for (const path of paths.slice(0, MAX_FILES)) {
    const text = await tree.read(path);
    const formatted = text === null ? null : ((await linter.formatted?.({ checkout, path, signal })) ?? null);
    const line = text === null || formatted === null ? null : firstDifference(text, formatted);
    if (line !== null) found.set(path, { startLine: line });
  }
  return found;
}

/** 1-based, in `text`; null where there is none. */
export function firstDifference(text: string, other: string): number | null {
  if (text === other) return null;
  const [lines, others] = [text.split('\n'), other.split('\n')];
  const at = lines.findIndex((line, index) => line !== others[index]);
  // What is missing at the end is missed on the last line there is.
  const last = Math.max(1, text.endsWith('\n') ? lines.length - 1 : lines.length);
  return at === -1 ? last : Math.min(at + 1, last);
}
