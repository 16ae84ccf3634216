import type { Operator } from '../operator.ts';
import { computingOf, inStyle } from '../places.ts';

export default {
  title: 'Add a module',
  checkers: [6],
  plant(tree) {
    const place = computingOf(tree).at(-1);
    if (place === undefined) return null;
    const isTyped = place.path.endsWith('.ts');
    const path = place.path.replace(/[^/]+$/u, isTyped ? 'enumerate.ts' : 'enumerate.js');
    const isModule = /^export /mu.test(place.text);
    const [name, tail] = isTyped || isModule ? ['export function enumerate', ''] : ['module.exports = function', ';'];
    const head = `${name}(values${isTyped ? ': string[]): string' : ')'} {`;
    const code = `${head}\n  if (values.length === 0) {\n    return "nothing";\n  }\n  return values.join(" and ");\n}${tail}\n`;
    return { edits: { [path]: inStyle(place.text, code) }, at: { path } };
  },
} satisfies Operator;
