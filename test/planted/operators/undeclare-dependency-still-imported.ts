import type { Operator } from '../operator.ts';
import { isSource } from '../places.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Clean the dependencies up',
  checkers: [9],
  plant(tree) {
    for (const path of tree.paths.filter((one) => isSource(one))) {
      const text = tree.read(path);
      for (const [, name = ''] of text.matchAll(/^(?:import (?!type).* from |const .*= require\()['"]([a-z][\w-]*)['"]/gmu)) {
        const manifest = editManifest(tree, ({ dependencies }) => {
          if (dependencies?.[name] === undefined) return null;
          delete dependencies[name];
          return '"dependencies"';
        });
        if (manifest !== null) return { edits: manifest.edits, at: { path: 'package.json' } };
      }
    }
    return null;
  },
} satisfies Operator;
