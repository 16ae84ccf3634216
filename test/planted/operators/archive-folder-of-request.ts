import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Pack a folder',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      uses: [['{ execSync }', 'node:child_process']],
      lines: ({ body }) => [`execSync("tar czf /tmp/backup.tgz " + ${body('folder')}, { timeout: 5000 });`],
      mark: 'execSync(',
    }),
} satisfies Operator;
