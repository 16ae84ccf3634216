import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'Measure what comes later',
  checkers: [5],
  plant(tree) {
    return append(tree, {
      code: 'export async function laterLength(): Promise<number> {\n  const text = Promise.resolve("a");\n  return text.length;\n}',
      mark: 'return',
      wanted: isTypeScript,
    });
  },
} satisfies Operator;
