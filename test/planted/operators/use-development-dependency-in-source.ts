import type { Operator } from '../operator.ts';
import { isSource } from '../places.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Move a library to development',
  checkers: [9],
  plant(tree) {
    for (const path of tree.paths.filter(isSource)) {
      const text = tree.read(path);
      for (const [, name = ''] of text.matchAll(/^(?:import (?!type).* from |const .*= require\()['"]([a-z][\w-]*)['"]/gmu)) {
        const fault = editManifest(tree, (manifest) => {
          const range = manifest.dependencies?.[name];
          if (range === undefined) return null;
          delete manifest.dependencies?.[name];
          manifest.devDependencies = { ...manifest.devDependencies, [name]: range };
          return `"${name}": "${range}"`;
        });
        if (fault !== null) return fault;
      }
    }
    return null;
  },
} satisfies Operator;
