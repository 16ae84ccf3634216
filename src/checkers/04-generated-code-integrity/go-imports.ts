import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { readBraces } from '../../syntax/braces/read-braces.ts';
import type { FileVersion } from './file-pair.ts';
import { isIgnoredByGit } from './git-ignore.ts';
import { isTestInput } from './place.ts';
import type { Sighting } from './rules.ts';

const IMPORT = /^import\b\s*(?:\([^()]*\)|[\w.]*\s*"[^"\n]*")/gm;

/** Imports of Go from a folder that the tree's own module does not have, or from a module that no go.mod asks for. */
export async function unknownGoPackages({ path, text, isTooLarge }: FileVersion, tree: Tree): Promise<Sighting[]> {
  if (!path.endsWith('.go') || isTooLarge || isTestInput(path)) return [];
  const modules = await modulesOf(tree);
  if (modules.own.size === 0 || tree.paths.some((one) => /(^|\/)vendor\/modules\.txt$/.test(one))) return [];
  const { plain, code, lineOf } = readBraces(text, 'go');
  const found: Sighting[] = [];
  for (const { 0: whole, index } of plain.matchAll(IMPORT)) {
    for (const { 0: quoted, index: at } of code.slice(index, index + whole.length).matchAll(/"[^"\n]*"/g)) {
      const reason = await reasonUnknown(quoted.slice(1, -1), modules, tree);
      if (reason === null) continue;
      found.push({ rule: 'unresolved-import', message: reason, path, range: { startLine: lineOf(index + at) }, code: quoted });
    }
  }
  return found;
}

async function reasonUnknown(name: string, { own, asked }: Modules, tree: Tree): Promise<string | null> {
  const isIn = (module: string) => name === module || name.startsWith(`${module}/`);
  // The module inside of another one has the longer name.
  const module = [...own.keys()].filter(isIn).toSorted((one, other) => other.length - one.length)[0];
  if (module === undefined) {
    // What comes with Go has no dot before its first slash.
    const isOfGo = !(name.split('/')[0] ?? '').includes('.');
    return isOfGo || asked.some(isIn) ? null : `"${name}" is of no module that a go.mod asks for`;
  }
  const folder = posix.join(own.get(module) ?? '', name.slice(module.length + 1));
  const isThere = tree.paths.some((one) => one.endsWith('.go') && posix.dirname(one) === folder);
  if (isThere || asked.some(isIn) || (await isIgnoredByGit(tree, `${folder}/a.go`))) return null;
  return `"${name}" is a folder of the tree that holds no Go`;
}

interface Modules {
  /** Folders by the names of the modules that the tree holds. */
  readonly own: ReadonlyMap<string, string>;
  /** What any go.mod requires or puts in the place of another. */
  readonly asked: readonly string[];
}

const known = new WeakMap<Tree, Promise<Modules>>();

function modulesOf(tree: Tree): Promise<Modules> {
  const modules = known.get(tree) ?? readModules(tree);
  known.set(tree, modules);
  return modules;
}

async function readModules(tree: Tree): Promise<Modules> {
  const own = new Map<string, string>();
  const asked: string[] = [];
  for (const path of tree.paths) {
    if (!/(^|\/)go\.(?:mod|work)$/.test(path)) continue;
    const text = ((await tree.read(path)) ?? '').replace(/\/\/.*$/gm, '');
    const [, name] = /^module\s+"?([^\s"]+)/m.exec(text) ?? [];
    if (name !== undefined) own.set(name, posix.dirname(path));
    asked.push(
      ...[...text.replace(/^module\s.*$/m, '').matchAll(/^\s*(?:(?:require|replace|tool)\s+)?"?([\w.-]+\.[\w-]+(?:\/[^\s"]+)*)/gm)].map(
        ([, one = '']) => one,
      ),
    );
  }
  return { own, asked };
}
