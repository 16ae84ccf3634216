import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Keep people logged in while developing',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      answers: true,
      uses: [['{ randomUUID }', 'node:crypto']],
      lines: ({ answer }) => [`${answer}.${answer === 'reply' ? 'setCookie' : 'cookie'}("sessionId", randomUUID(), { maxAge: 86400000 });`],
      mark: 'sessionId',
    }),
} satisfies Operator;
