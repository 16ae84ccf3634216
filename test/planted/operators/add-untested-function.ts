import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put } from '../places.ts';

const BODY = `  if (values.length > 100) {
    throw new RangeError("too many values");
  }
  if (values.length === 0) {
    return "nothing";
  }
  return values.join(" and ");
}`;

export default {
  title: 'Add a helper',
  checkers: [6],
  plant(tree) {
    const place = computingOf(tree).at(-1);
    if (place === undefined) return null;
    const { path, text } = place;
    const isTyped = path.endsWith('.ts');
    const [name, tail] =
      isTyped || /^export /mu.test(text) ? ['export function enumerateValues', ''] : ['module.exports.enumerateValues = function', ';'];
    const head = `${name}(values${isTyped ? ': string[]): string' : ')'} {`;
    return put({ path, text, start: text.length, end: text.length }, inStyle(text, `\n${head}\n${BODY}${tail}\n`), 'throw');
  },
} satisfies Operator;
