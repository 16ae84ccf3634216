import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'List the steps',
  checkers: [5],
  plant: (tree) =>
    append(tree, { code: 'export const steps: readonly string[] = [];\nsteps.push("one");', mark: 'steps.push', wanted: isTypeScript }),
} satisfies Operator;
