import type { TreeSnapshot } from '../tree-snapshot.ts';
import { textsOfCi } from './asked-in-ci.ts';
import type { Manifest } from './manifest.ts';
import { simpleCommands } from './simple-commands.ts';

/** What ESLint looks for under a legacy configuration only where it is told to. */
const EXTENSIONS = ['.mjs', '.cjs'];

/** Commands that lint, whatever starts ESLint in the end. */
const LINTING = /lint|\bgts\b|\bstandard/;

/** What hooks give to linters. */
const STAGED = /^(\.lintstagedrc[^/]*|lint-staged\.config\.[cm]?[jt]s)$/;

export interface LegacyEslint {
  readonly manifest: Manifest;
  /** Text of its configuration. */
  readonly config: string;
}

/**
 * Extensions that ESLint looks for nowhere in a repository, as nothing names them to it: no command of the scripts or of the CI that lints, not
 * what is staged, not its legacy configuration, by whose overrides it looks for more. Such files are not its own linter's to judge.
 */
export async function unvisitedExtensions(tree: TreeSnapshot, { manifest, config }: LegacyEslint): Promise<string[]> {
  const commands = Object.values(manifest.scripts ?? {})
    .flatMap(simpleCommands)
    .map((words) => words.join(' '));
  const ci = (await textsOfCi(tree)).flatMap((text) => text.split('\n'));
  const staged = await Promise.all(tree.paths.filter((path) => STAGED.test(path)).map((path) => tree.read(path)));
  const texts = [
    ...[...commands, ...ci].filter((command) => LINTING.test(command)),
    ...staged.map((text) => text ?? ''),
    JSON.stringify(manifest['lint-staged'] ?? null),
    config,
  ];
  return EXTENSIONS.filter((extension) => !texts.some((text) => text.includes(extension.slice(1))));
}
