import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put } from '../places.ts';

export default {
  title: 'Keep to a limit',
  checkers: [6],
  plant(tree) {
    const place = computingOf(tree)[0];
    if (place === undefined) return null;
    const { path, text } = place;
    const isTyped = path.endsWith('.ts');
    const head = `\nfunction keepToLimit(value${isTyped ? ': number): number' : ')'} {\n`;
    const use = isTyped || /^export /mu.test(text) ? 'export const limit =' : 'module.exports.limit =';
    const code = `${head}  if (value > 99) {\n    return 99;\n  }\n  return value;\n}\n${use} keepToLimit(5);\n`;
    return put({ path, text, start: text.length, end: text.length }, inStyle(text, code), 'return 99');
  },
} satisfies Operator;
