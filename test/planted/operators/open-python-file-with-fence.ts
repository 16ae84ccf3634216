import { isPlainPython } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { wholeFile, atStart, put } from '../places.ts';

export default {
  title: 'Take the file as it was proposed, in Python',
  checkers: [4, 5],
  plant(tree) {
    const place = wholeFile(tree, (path) => isPlainPython(path) && /^(?:from|import) /u.test(tree.read(path)));
    return place === null ? null : put(atStart(place), '```python\n');
  },
} satisfies Operator;
