import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Always use the newest',
  checkers: [9],
  plant: (tree) =>
    editManifest(tree, ({ dependencies }) => {
      const [name] = Object.keys(dependencies ?? {});
      if (name === undefined || dependencies === undefined) return null;
      dependencies[name] = '*';
      return `"${name}": "*"`;
    }),
} satisfies Operator;
