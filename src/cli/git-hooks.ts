import { join } from 'node:path';
import { UserError } from '../domain/error.ts';
import { type HookFound, hooksPlace, type HooksPlace, removeHooks, writeHooks } from '../git/hooks.ts';
import type { Repository } from '../git/repository.ts';
import { namesIn } from '../platform/files.ts';
import { programName } from './program-name.ts';
import type { Invocation } from './command.ts';

/** The hooks of a repository and what was done with them. */
export interface HooksArranged {
  readonly place: HooksPlace;
  readonly hooks: readonly HookFound[];
  /** What to type in a hook, wherever one stands. */
  readonly program: string;
}

export async function arrangeHooks({ env }: Pick<Invocation, 'env'>, repository: Repository): Promise<HooksArranged> {
  const program = programName({ script: process.argv[1] ?? 'jidoka', cwd: null, path: env.PATH });
  const place = await placeOf(repository);
  return { place, program, hooks: await writeHooks(place, program) };
}

export async function takeHooksAway(repository: Repository): Promise<readonly HookFound[]> {
  return removeHooks(await placeOf(repository));
}

async function placeOf(repository: Repository): Promise<HooksPlace> {
  const { root } = repository;
  if (root === null) throw new UserError('BARE_REPOSITORY', 'a bare repository has no commits made in it: it needs no hooks');
  return hooksPlace(repository, await namesIn(root));
}

/** The same for a person: what was written, and what to add by hand where somebody else has the hooks. */
export function hookLines({ place, hooks, program }: HooksArranged): string[] {
  const written = hooks.filter(({ state }) => state === 'written' || state === 'there');
  const theirs = hooks.filter(({ state }) => state === 'foreign' || state === 'absent');
  return [
    ...written.map(({ file, state }) => `Hook: ${file}${state === 'there' ? ' (there already)' : ''}`),
    ...(written.length === 0
      ? []
      : ['A commit gets a quick look (checkers 4 and 7), and says in a trailer that it got one. The gate is CI: docs/ci.md.']),
    ...(theirs.length === 0 ? [] : byHand({ place, hooks: theirs, program })),
  ];
}

function byHand({ place: { folder, manager }, hooks, program }: HooksArranged): string[] {
  const call = (name: string, file: string) => `${program} hook ${name} ${file}`.trimEnd();
  switch (manager) {
    case 'husky':
      return [
        'husky has the hooks here, so nothing was written. Add to its files:',
        ...hooks.map(({ name }) => `  ${join(folder.replace(/\/_\/?$/, ''), name)}:  ${call(name, name === 'commit-msg' ? '"$1"' : '')}`),
      ];
    case 'lefthook':
      return [
        'lefthook has the hooks here, so nothing was written. Add to its configuration, then run `lefthook install`:',
        ...hooks.flatMap(({ name }) => [
          `  ${name}:`,
          '    commands:',
          '      jidoka:',
          `        run: ${call(name, name === 'commit-msg' ? '{1}' : '')}`,
        ]),
      ];
    case 'pre-commit':
      return [
        'pre-commit has the hooks here, so nothing was written. Add to the repos of .pre-commit-config.yaml:',
        '  - repo: local',
        '    hooks:',
        ...hooks.map(
          ({ name }) =>
            `      - { id: jidoka-${name}, name: jidoka, language: system, stages: [${name}], pass_filenames: ${name === 'commit-msg'}, always_run: true, entry: ${JSON.stringify(call(name, ''))} }`,
        ),
      ];
    case 'core.hooksPath':
    case null:
      return [
        manager === null
          ? 'A hook of your own is there, and stays as it is. Add a line to it:'
          : `core.hooksPath is ${folder}, so nothing was written. Add there, or make:`,
        ...hooks.map(({ name, file }) => `  ${file}:  ${call(name, name === 'commit-msg' ? '"$1"' : '')} || exit 1`),
      ];
    default:
      return manager satisfies never;
  }
}

export function removedLines(hooks: readonly HookFound[]): string[] {
  return hooks.map(({ file, state }) => {
    if (state === 'removed') return `Removed: ${file}`;
    return state === 'foreign' ? `Left alone, as it is not as Jidoka wrote it: ${file}` : `Not there: ${file}`;
  });
}

/** And for a program. */
export function hooksDocument({ place, hooks }: HooksArranged) {
  return { folder: place.folder, manager: place.manager, hooks };
}
