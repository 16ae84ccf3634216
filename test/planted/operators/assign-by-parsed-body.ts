import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Merge the settings sent',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      lines: ({ body }) =>
        [
          'const merged: any = {};',
          `const path = String(${body('path')}).split(".");`,
          'let inner = merged;',
          'for (const part of path.slice(0, -1)) inner = inner[part] ??= {};',
          `inner[path[path.length - 1]] = ${body('value')};`,
        ].map((line) => (tree.paths.includes('tsconfig.json') ? line : line.replace(': any', ''))),
      mark: 'inner[path[',
    }),
} satisfies Operator;
