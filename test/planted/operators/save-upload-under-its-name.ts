import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Keep the name of an upload',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      uses: [
        ['{ writeFileSync }', 'node:fs'],
        ['{ join }', 'node:path'],
      ],
      lines: ({ header, body }) => [
        `const target = join("uploads", ${header('x-file-name')});`,
        `writeFileSync(target, ${body('content')});`,
      ],
      mark: 'writeFileSync(target',
    }),
} satisfies Operator;
