import type { Operator, PlantedFault, PlantedTree } from '../operator.ts';
import { isPnpmLock, isYarnLock, editManifest } from '../packages.ts';

/** What is used without being named. */
const TOOL = /^@types\/|babel|eslint|jest|plugin|preset|prettier|vitest/u;

function withoutUnused(tree: PlantedTree, isUnused: (name: string) => boolean): PlantedFault | null {
  const fault = editManifest(tree, ({ dependencies = {}, devDependencies = {} }) => {
    for (const group of [dependencies, devDependencies]) {
      const name = Object.keys(group).find((one) => !TOOL.test(one) && isUnused(one));
      if (name === undefined || Object.keys(group).length < 2) continue;
      delete group[name];
      return '"';
    }
    return null;
  });
  return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path } };
}

export default {
  title: 'Remove what nobody uses',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.some((path) => isPnpmLock(path) || isYarnLock(path) || /^(?:package-lock\.json|bun\.lock)$/u.test(path))) return null;
    const texts = tree.paths
      .filter(
        (path) =>
          /\.(?:[cm]?[jt]sx?|json|ya?ml|vue|sh)$|(?:^|\/)\.\w+rc$/u.test(path) && !/^(?:package-lock\.json|pnpm-lock\.yaml)$/u.test(path),
      )
      .map((path) => tree.read(path));
    return withoutUnused(tree, (name) => texts.filter((text) => text.includes(name)).length === 1);
  },
} satisfies Operator;
