import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Check the sender of a hook',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      uses: [['{ createHmac }', 'node:crypto']],
      lines: ({ header, body }) => [
        `const signature = createHmac("sha256", process.env.HOOK_SECRET).update(String(${body('payload')})).digest("hex");`,
        `if (${header('x-signature')} === signature) console.log("from the sender");`,
      ],
      mark: '=== signature',
    }),
} satisfies Operator;
