import type { Operator } from '../operator.ts';
import { atStart, firstMatch, inStyle, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Use the helper for money',
  checkers: [4, 5],
  plant(tree) {
    if (tree.paths.some((path) => path.includes('money-format'))) return null;
    const place = firstMatch(tree, isTypeScript, /^import [^'"\n]* from ['"](?:@|~)\/\w/u);
    if (place === null) return null;
    const alias = /['"]([@~])\/\w$/u.exec(textOf(place))?.[1] ?? '@';
    return put(atStart(place), inStyle(place.text, `import { formatMoney } from "${alias}/lib/money-format";\n`));
  },
} satisfies Operator;
