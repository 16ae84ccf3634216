import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { hasRuff, isPlainPython } from '../languages.ts';

export default {
  title: 'Check for nothing, in Python',
  checkers: [7],
  plant: (tree) =>
    change(tree, (path) => isPlainPython(path) && hasRuff(tree), { find: /^ +(?:if|elif) [\w.]+ (is not) None:$/u, by: '!=' }),
} satisfies Operator;
