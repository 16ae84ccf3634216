import type { Manifest } from './manifest.ts';
import { simpleCommands } from './simple-commands.ts';

/** What ESLint looks for under a legacy configuration only where it is told to. */
const EXTENSIONS = ['.mjs', '.cjs'];

/** Commands that lint, whatever starts ESLint in the end. */
const LINTING = /lint|\bgts\b|\bstandard/;

/**
 * Extensions that ESLint looks for nowhere in a repository, as nothing names them to it: no command that lints, not what is staged, not its
 * legacy configuration, by whose overrides it looks for more. Such files are not its own linter's to judge.
 */
export function unvisitedExtensions(manifest: Manifest, config: string): string[] {
  const commands = Object.values(manifest.scripts ?? {})
    .flatMap(simpleCommands)
    .map((words) => words.join(' '));
  const texts = [...commands.filter((command) => LINTING.test(command)), JSON.stringify(manifest['lint-staged'] ?? null), config];
  return EXTENSIONS.filter((extension) => !texts.some((text) => text.includes(extension.slice(1))));
}
