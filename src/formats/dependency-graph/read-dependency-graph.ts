import { posix } from 'node:path';
import { readBunGraph } from './bun-graph.ts';
import { readCargoGraph } from './cargo-graph.ts';
import type { DependencyGraph } from './dependency-graph.ts';
import { readGoGraph } from './go-graph.ts';
import { readGradleGraph } from './gradle-graph.ts';
import { readNpmGraph } from './npm-graph.ts';
import { readPnpmGraph } from './pnpm-graph.ts';
import { readPoetryGraph } from './poetry-graph.ts';
import { readRequirementsGraph } from './requirements-graph.ts';
import { readUvGraph } from './uv-graph.ts';
import { readYarnGraph } from './yarn-graph.ts';

const READERS: readonly (readonly [RegExp, (source: string) => DependencyGraph])[] = [
  [/^(package-lock|npm-shrinkwrap)\.json$/, readNpmGraph],
  [/^pnpm-lock\.yaml$/, readPnpmGraph],
  [/^yarn\.lock$/, readYarnGraph],
  [/^bun\.lock$/, readBunGraph],
  [/^Cargo\.lock$/, readCargoGraph],
  [/^uv\.lock$/, readUvGraph],
  [/^poetry\.lock$/, readPoetryGraph],
  [/^(\w+[-_])?requirements([-_.]\w+)*\.txt$|^requirements\/[\w.-]+\.txt$/, readRequirementsGraph],
  [/^go\.sum$/, readGoGraph],
  [/^(buildscript-|settings-)?gradle\.lockfile$/, readGradleGraph],
  [
    /^bun\.lockb$/,
    () => {
      throw new TypeError('it is a binary lockfile');
    },
  ],
];

/** Several times the largest there are. */
const MAX_CHARACTERS = 32_000_000;

export type ReadGraph =
  | { readonly ok: true; readonly graph: DependencyGraph }
  /** Why it cannot be read, and the line, where that is known. */
  | { readonly ok: false; readonly reason: string; readonly line: number };

export function isDependencyLock(path: string): boolean {
  return readerOf(path) !== undefined;
}

/** Of one project, of what builds it, or of the settings of all. */
export function isGradleLock(path: string): boolean {
  return readerOf(path) === readGradleGraph;
}

export function readDependencyGraph(path: string, source: string): ReadGraph {
  if (source.length > MAX_CHARACTERS) return { ok: false, reason: `it has more than ${MAX_CHARACTERS} characters`, line: 1 };
  try {
    const read = readerOf(path);
    return read === undefined ? { ok: false, reason: 'no reader knows its name', line: 1 } : { ok: true, graph: read(source) };
  } catch (error) {
    // Whatever it is: a lockfile that cannot be read is the answer here, and never an empty graph.
    return { ok: false, ...explained(error) };
  }
}

function readerOf(path: string): ((source: string) => DependencyGraph) | undefined {
  const name = posix.basename(path);
  // Python's are often in a folder of their own.
  const inFolder = path.split('/').slice(-2).join('/');
  return READERS.find(([pattern]) => pattern.test(name) || pattern.test(inFolder))?.[1];
}

/** JSON, YAML and TOML each say the line in another way. */
function explained(error: unknown): { readonly reason: string; readonly line: number } {
  const message = error instanceof Error ? error.message : String(error);
  const said = /\bline (\d+)\b/.exec(message)?.[1];
  const reason = message.startsWith('[') ? 'it has not the shape of a lockfile' : (message.split('\n')[0] ?? '').slice(0, 200);
  if (typeof error === 'object' && error !== null && 'line' in error && typeof error.line === 'number') return { reason, line: error.line };
  return { reason, line: said === undefined ? 1 : Number(said) };
}
