import type { Operator } from '../operator.ts';
import { above, testsOf } from '../places.ts';

export default {
  title: 'Test without the network',
  checkers: [4, 6],
  plant(tree) {
    const place = testsOf(tree).find(({ text }) => /\bvitest\b|\bjest\./u.test(text));
    if (place === undefined) return null;
    return above(
      { ...place, start: place.text.search(/^(?:describe|test|it|const)\b/mu) },
      place.text.includes('vitest') ? 'vi.mock("./network-layer.js");' : 'jest.mock("./network-layer");',
    );
  },
} satisfies Operator;
