import type { Operator } from '../operator.ts';
import { computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Paste a function',
  checkers: [4, 5, 7],
  plant(tree) {
    const place = computingOf(tree).find(({ isDeclaration }) => isDeclaration);
    if (place === undefined) return null;
    const line = wholeLines(place);
    const numbered = textOf(line)
      .trimEnd()
      .split('\n')
      .map((one, index) => `${String(index + 1).padStart(4)}| ${one}`);
    return put(line, `${numbered.join('\n')}\n`, '1|');
  },
} satisfies Operator;
