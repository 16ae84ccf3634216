import type { Manifest } from './manifest.ts';
import { NODES } from './test-programs.ts';
import { simpleCommands } from './simple-commands.ts';

/** Scripts in which repositories lint and format. */
const LINTING = /^(lint|format|fmt|style|stylecheck)([:._-]|$)/;

/** No linters: they start scripts or staged commands, are the compiler, which the build is asked for, or only set the stage. */
const OTHERS: ReadonlySet<string> = new Set(
  (
    'npm pnpm yarn bun npm-run-all npm-run-all2 run-s run-p concurrently conc turbo nx lerna wireit rush lint-staged nano-staged pretty-quick ' +
    'tsc vue-tsc tsgo cd echo exit true false test rm rimraf mkdir cp mv ls cat git sh bash make'
  ).split(' '),
);

/** A program or a file; the rest is what the shell makes up. */
const NAME = /^[\w@./-]{1,100}$/;

/**
 * What the scripts that lint or format start and nobody here asks, as `program (scripts.name)`: a program without an adapter, or a script
 * of the repository's own. `known` are the programs that are asked, or would be if they were configured.
 */
export function unreadLinters(manifest: Manifest, known: ReadonlySet<string>): string[] {
  const found = Object.entries(manifest.scripts ?? {})
    .filter(([name]) => LINTING.test(name))
    .flatMap(([name, script]) =>
      simpleCommands(script).flatMap((words) => said(words, known).map((program) => `${program} (scripts.${name})`)),
    );
  return [...new Set(found)];
}

function said([program = '', ...args]: readonly string[], known: ReadonlySet<string>): string[] {
  const started = NODES.includes(program) ? args.find((arg) => !arg.startsWith('-')) : program;
  return started === undefined || known.has(started) || OTHERS.has(started) || !NAME.test(started) ? [] : [started];
}
