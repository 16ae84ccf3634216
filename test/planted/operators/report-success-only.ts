import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Make the first version work',
  checkers: [4],
  plant(tree) {
    const place = computingOf(tree)[0]?.body;
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    return put(
      place,
      inStyle(
        place.text,
        `{\n${indent}  // In a real implementation this would do the work.\n${indent}  return { success: true };\n${indent}}`,
      ),
      'return',
    );
  },
} satisfies Operator;
