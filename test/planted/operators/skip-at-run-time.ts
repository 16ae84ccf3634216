import type { Operator } from '../operator.ts';
import { inStyle, put, testsOf, textOf, wholeLines } from '../places.ts';

export default {
  title: 'Skip a test where it cannot run',
  checkers: [4, 6],
  plant(tree) {
    const place = testsOf(tree).find(({ text, title, body }) =>
      /^, (function ?\(\w*\)|\(\) =>) $/u.test(text.slice(title.end, body.start)),
    );
    if (place === undefined) return null;
    const { text, title, body } = place;
    const inVitest = text.includes('vitest');
    if (!inVitest && text.slice(title.end, body.start).includes('=>')) return null;
    const indent = /^\s*/u.exec(textOf(wholeLines(place)))?.[0] ?? '';
    const head = inVitest
      ? `, (context) => {\n${indent}  context.skip();`
      : `${text.slice(title.end, body.start)}{\n${indent}  this.skip();`;
    return put({ ...place, start: title.end, end: body.start + 1 }, inStyle(text, head), inVitest ? 'context.skip' : 'this.skip');
  },
} satisfies Operator;
