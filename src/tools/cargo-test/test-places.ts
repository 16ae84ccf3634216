import { existsSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { repositoryPath } from '../repository-path.ts';

/** `Running unittests src/lib.rs (target/debug/deps/demo-8348ca7a80742723)`, the first path seen from the package. */
const ROOT = /^\s+Running (?:unittests )?(\S.*\.rs) \((\S.*)\)$/gm;

/** The source file each test program was made of, by the program's file name. */
export function rootsIn(stderr: string): ReadonlyMap<string, string> {
  return new Map([...stderr.matchAll(ROOT)].map(([, root = '', program = '']) => [basename(program), root]));
}

export interface CrateRoot {
  /** The checkout's real path. */
  readonly dir: string;
  /** Folder of the package. */
  readonly cwd: string;
  readonly program: string;
  readonly roots: ReadonlyMap<string, string>;
}

/** The root file of a test program as a path inside the repository; null when nothing tells. */
export function crateRoot({ dir, cwd, program, roots }: CrateRoot): string | null {
  const said = roots.get(basename(program));
  // A quiet cargo does not say it.
  const name = basename(program).replace(/-[0-9a-f]{16}$/, '');
  const candidates = said === undefined ? [`tests/${name}.rs`, `tests/${name}/main.rs`, 'src/lib.rs', 'src/main.rs'] : [said];
  const found = candidates.map((path) => join(cwd, path)).find((path) => existsSync(path));
  return found === undefined ? null : repositoryPath(dir, found);
}

export interface TestPlace {
  readonly file: string | null;
  /** Modules and function inside that file. */
  readonly name: readonly string[];
}

/** The file in which `a::b::test` is, by the usual places of modules; what is left of the name is inside of it. */
export function testPlace(dir: string, root: string | null, name: string): TestPlace {
  const parts = name.split('::');
  if (root === null) return { file: null, name: parts };
  let place: TestPlace = { file: root, name: parts };
  let folder = posix.dirname(root);
  for (const [index, module] of parts.slice(0, -1).entries()) {
    // It goes into a path.
    if (!/^\w+$/.test(module)) break;
    const file = [`${folder}/${module}.rs`, `${folder}/${module}/mod.rs`].find((path) => path !== root && existsSync(join(dir, path)));
    if (file !== undefined) place = { file: posix.normalize(file), name: parts.slice(index + 1) };
    folder = `${folder}/${module}`;
  }
  return place;
}
