import type { Operator } from '../operator.ts';
import { firstMatch, functionsOf, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Return what was found as well',
  checkers: [5],
  plant(tree) {
    const place = functionsOf(tree, isTypeScript)
      .filter(({ text, start, body }) => /\): (?:string|boolean|number|string\[\])\s*$/u.test(text.slice(start, body.start)))
      .flatMap(({ statements }) => statements.slice(-1))
      .find((one) => /^return [^;\n]+;?$/u.test(textOf(one)));
    if (place !== undefined) return put(place, textOf(place).replace(/^return (.+?)(;?)$/u, 'return { value: $1 }$2'));
    const arrow = firstMatch(tree, isTypeScript, /\): (?:string|boolean|number) => ([^{\n]+?);?$/u);
    return arrow === null ? null : put(arrow, `({ value: ${textOf(arrow)} })`);
  },
} satisfies Operator;
