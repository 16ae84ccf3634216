import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, inStyle, isSource, put } from '../places.ts';

export default {
  title: 'Describe an object',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(tree, isSource, /^(?:export )?(?:default )?(?:abstract )?class .*\{$/u);
    if (place === null) return null;
    const type = place.path.endsWith('.ts') ? ': string' : '';
    const code = `\n  describeItself(depth${type && ': number'})${type} {\n    if (depth > 3) {\n      return "...";\n    }\n    return "object";\n  }\n`;
    return put(atEnd(place), inStyle(place.text, code), 'if (depth');
  },
} satisfies Operator;
