import type { Operator } from '../operator.ts';
import { computingOf, put, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Handle errors',
  checkers: [6, 7],
  plant(tree) {
    const place = computingOf(tree)
      .flatMap(({ statements }) => statements.slice(-1))
      .find((one) => !textOf(one).includes('\n'));
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    const step = indent.startsWith('\t') ? '\t' : '  ';
    const again = textOf(place).endsWith(';') ? 'throw error;' : 'throw error';
    const code = `try {\n${indent}${step}${textOf(place)}\n${indent}} catch (error) {\n${indent}${step}${again}\n${indent}}`;
    return { edits: put(place, code).edits, at: { path: place.path } };
  },
} satisfies Operator;
