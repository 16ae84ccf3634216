import type { Operator } from '../operator.ts';
import { computingOf, inStyle, put } from '../places.ts';

export default {
  title: 'Prepare messages',
  checkers: [5, 6, 7],
  plant(tree) {
    const place = computingOf(tree).find(({ text }) => /^(import|export|const) /mu.test(text));
    if (place === undefined) return null;
    const { path, text } = place;
    const type = path.endsWith('.ts') ? ': string' : '';
    const code = `\nfunction describeForLog(name${type})${type} {\n  const label = name.trim();\n  return label + "!";\n}\n`;
    return put({ path, text, start: text.length, end: text.length }, inStyle(text, code), 'function');
  },
} satisfies Operator;
