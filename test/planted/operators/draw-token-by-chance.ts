import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Make a token for a reset',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: ['export function resetToken() {', '  return Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);', '}'],
      mark: 'Math.random',
    }),
} satisfies Operator;
