import type { Manifest } from './manifest.ts';
import { simpleCommands } from './simple-commands.ts';

/** Flags whose value is a word of its own. */
const VALUED = new Set([
  '-c',
  '--config',
  '--ignore-path',
  '--log-level',
  '--loglevel',
  '--parser',
  '--plugin',
  '--cache-location',
  '--cache-strategy',
]);

/** What the scripts of a package.json, and its lint-staged, give a formatter to format, as globs of the repository. */
export function formattedGlobs(manifest: Manifest, formatter: 'prettier' | 'oxfmt'): string[] {
  const commands = Object.values(manifest.scripts ?? {}).flatMap((script) =>
    simpleCommands(script).filter(([program]) => program === formatter),
  );
  const named = commands.flatMap((words) => {
    const paths = words.slice(1).filter((word, index) => !word.startsWith('-') && !VALUED.has(words[index] ?? ''));
    // Without a path oxfmt takes the whole folder.
    return paths.length === 0 && formatter === 'oxfmt' ? ['.'] : paths;
  });
  return [...new Set([...named.flatMap(asGlobs), ...stagedGlobs(manifest['lint-staged'], formatter)])].toSorted();
}

/** A folder stands for everything in it. */
function asGlobs(word: string): string[] {
  const path = word.replace(/^\.\//, '').replace(/\/$/, '');
  if (path === '' || path === '.') return ['**'];
  return path.startsWith('!') ? [] : [path, `${path}/**`];
}

function stagedGlobs(config: unknown, formatter: string): string[] {
  if (typeof config !== 'object' || config === null) return [];
  return Object.entries(config).flatMap(([glob, commands]) => {
    if (
      !JSON.stringify(commands)
        .split(/[^\w@/-]/)
        .includes(formatter)
    )
      return [];
    return [glob.includes('/') ? glob : `**/${glob}`];
  });
}
