import type { Operator } from '../operator.ts';
import { above, testsOf } from '../places.ts';

export default {
  title: 'Clean up after the tests',
  checkers: [6],
  confirmedBy: 'test',
  plant(tree) {
    const place = testsOf(tree).find(({ text }) => /\b(?:afterEach|afterAll|after)\(/u.test(text));
    const [hook] = /\b(?:afterEach|afterAll|after)(?=\()/u.exec(place?.text ?? '') ?? [];
    if (place === undefined || hook === undefined) return null;
    return above(place, `${hook}(() => {\n  throw new Error("still running");\n});\n`, 'throw');
  },
} satisfies Operator;
