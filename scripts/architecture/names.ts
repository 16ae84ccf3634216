import { posix } from 'node:path';
import type { ModuleGraph } from './module-graph.ts';
import type { Violation } from './violation.ts';

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|gen))?\.ts$/;
const FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Names that say nothing about what is inside, so everything ends up there. */
const SAYS_NOTHING = /^(utils?|helpers?|common|shared|misc|lib)$/;

/** File and folder names, and files that only hand on. */
export function nameViolations(graph: ModuleGraph): Violation[] {
  return [...graph.values()].flatMap(({ path, imports }) => {
    const found = (rule: string, message: string, line = 1): Violation => ({ path, line, rule, message });
    const file = posix.basename(path);
    const folders = posix.dirname(path).split('/');
    const stem = file.replace(/\..*$/, '');
    return [
      ...(KEBAB_CASE.test(file) && folders.every((folder) => FOLDER.test(folder))
        ? []
        : [found('kebab-case', 'files and folders are kebab-case, so that a name is found on every file system')]),
      ...([...folders, stem].some((name) => SAYS_NOTHING.test(name))
        ? [found('named-for-its-content', 'a file is named after its one main export; this name says nothing, so everything ends up there')]
        : []),
      ...(stem === 'index' ? [found('no-index', 'import the file that has it: an index hides where things are and makes circles')] : []),
      ...imports
        .filter(({ isStar }) => isStar)
        .map(({ line }) => found('no-barrel', '`export *` hides where things are and loads everything: name what you export', line)),
    ];
  });
}
