import type { Operator } from '../operator.ts';
import { isOneLine, put, testsOf, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Keep a test from failing',
  checkers: [4],
  plant(tree) {
    const place = testsOf(tree)
      .findLast(({ assertions }) => assertions.some(isOneLine))
      ?.assertions.find(isOneLine);
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    return put(place, `try {\n${indent}  ${textOf(place)}\n${indent}} catch (err) {}`, '} catch');
  },
} satisfies Operator;
