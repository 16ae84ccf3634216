import type { Operator } from '../operator.ts';
import { inStyle, put, testsOf, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Wait for the result',
  checkers: [6],
  plant(tree) {
    const place = testsOf(tree).find(({ text, title, body }) => /^, (async )?\(\) => $/u.test(text.slice(title.end, body.start)));
    if (place === undefined) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    const { text, title, body, start } = place;
    const wait = inStyle(text, `, async () => {\n${indent}  await new Promise(() => {});`);
    const { edits, at } = put({ ...place, start: title.end, end: body.start + 1 }, wait);
    return { edits, at: { ...at, line: text.slice(0, start).split('\n').length } };
  },
} satisfies Operator;
