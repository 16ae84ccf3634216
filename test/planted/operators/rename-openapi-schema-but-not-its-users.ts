import type { Operator } from '../operator.ts';
import { changeAnywhere, openApis } from '../definitions.ts';

export default {
  title: 'Rename a schema',
  checkers: [1],
  plant(tree) {
    for (const path of tree.paths.filter(openApis(tree))) {
      const [, name] = /\$ref"?: ['"]?#\/(?:components\/schemas|definitions)\/(\w+)/u.exec(tree.read(path)) ?? [];
      if (name === undefined) continue;
      const fault = changeAnywhere(tree, (one) => one === path, { find: new RegExp(`^ +"?(${name})"?: *\\{?$`, 'u'), by: `${name}Dto` });
      if (fault !== null) return fault;
    }
    return null;
  },
} satisfies Operator;
