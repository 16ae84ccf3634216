import type { Operator } from '../operator.ts';
import { testedSources } from '../languages.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Read what may be missing',
  checkers: [7],
  plant(tree) {
    const isTyped = tree.paths.includes('tsconfig.json');
    return atEndOfSource(testedSources(tree), {
      lines: [
        isTyped ? 'export function firstOf(options: any) {' : 'export function firstOf(options) {',
        '  return (options?.list)[0];',
        '}',
      ],
      mark: 'return',
    });
  },
} satisfies Operator;
