import type { Operator } from '../operator.ts';
import { scriptWithImport, workspaceMembers } from '../packages.ts';

export default {
  title: 'Use the package next door',
  checkers: [9],
  plant(tree) {
    const all = workspaceMembers(tree).map((folder) => ({ folder, text: tree.read(`${folder}/package.json`) }));
    for (const { folder, text } of all) {
      const name = all
        .filter((one) => one.folder !== folder && one.folder.startsWith('packages/'))
        .map((one) => (JSON.parse(one.text) as { name?: string }).name)
        .find((one) => one !== undefined && !text.includes(one));
      const sources = {
        ...tree,
        paths: tree.paths.filter((path) => path.startsWith(`${folder}/src/`) && !/\.(?:stories|test)\./u.test(path)),
      };
      const fault = name === undefined ? null : scriptWithImport(sources, name);
      if (fault !== null) return fault;
    }
    return null;
  },
} satisfies Operator;
