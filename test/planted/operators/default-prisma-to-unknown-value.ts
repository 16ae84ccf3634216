import type { Operator } from '../operator.ts';
import { change, isPrisma } from '../definitions.ts';

export default {
  title: 'Choose a default',
  checkers: [1],
  plant(tree) {
    for (const path of tree.paths.filter(isPrisma)) {
      const [, name] = /^enum (\w+) \{/mu.exec(tree.read(path)) ?? [];
      const fault = change(tree, (one) => one === path && name !== undefined, {
        find: new RegExp(`^ +\\w+ +${name}(?: +@default\\(\\w+\\))?$`, 'u'),
        by: (found) => `${found.replace(/ +@default.*/u, '')} @default(SUPERUSER)`,
      });
      if (fault !== null) return fault;
    }
    return null;
  },
} satisfies Operator;
