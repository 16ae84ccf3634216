import type { Operator } from '../operator.ts';
import { scriptWithImport, workspaceMembers } from '../packages.ts';

interface Manifest {
  readonly dependencies?: object;
  readonly devDependencies?: object;
  readonly peerDependencies?: object;
  readonly optionalDependencies?: object;
}

const declared = ({ dependencies, devDependencies, peerDependencies, optionalDependencies }: Manifest) =>
  new Set(Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies, ...optionalDependencies }));

export default {
  title: 'Use what the package next door has',
  checkers: [9],
  plant(tree) {
    const members = workspaceMembers(tree);
    if (members.length < 2) return null;
    const root = JSON.parse(tree.read('package.json')) as Manifest;
    const all = members.map((folder) => ({ folder, names: declared(JSON.parse(tree.read(`${folder}/package.json`)) as Manifest) }));
    for (const { folder, names } of all) {
      const foreign = all
        .filter((one) => one.folder !== folder)
        .flatMap((one) => Object.keys((JSON.parse(tree.read(`${one.folder}/package.json`)) as Manifest).dependencies ?? {}))
        .find((name) => /^[a-z]/u.test(name) && !names.has(name) && !declared(root).has(name));
      if (foreign === undefined) continue;
      const sources = { ...tree, paths: tree.paths.filter((path) => path.startsWith(`${folder}/src/`)), read: tree.read };
      const fault = scriptWithImport(sources, foreign);
      if (fault !== null) return fault;
    }
    return null;
  },
} satisfies Operator;
