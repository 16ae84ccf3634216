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
    const head = isTyped ? 'export function enumerate(values: string[]): string {' : 'module.exports = function(values) {';
    const code = `${head}\n  if (values.length === 0) {\n    return "nothing";\n  }\n  return values.join(" and ");\n}${isTyped ? '' : ';'}\n`;
    return { edits: { [path]: inStyle(place.text, code) }, at: { path } };
  },
} satisfies Operator;
