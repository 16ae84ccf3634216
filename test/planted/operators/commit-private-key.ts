import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Add the deploy key',
  checkers: [8],
  plant() {
    const lines = Array.from({ length: 12 }, (_, index) => madeUp(64, ALNUM, `key ${index}`));
    const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} RSA PRIVATE KEY-----`);
    return { edits: { 'deploy/id_rsa': [begin, ...lines, end, ''].join('\n') }, at: { path: 'deploy/id_rsa', line: 1 } };
  },
} satisfies Operator;
