import type { Operator } from '../operator.ts';
import { computingOf } from '../places.ts';

export default {
  title: 'Add a table',
  checkers: [7],
  plant(tree) {
    const place = computingOf(tree).find(({ text }) => /^(import|const) /mu.test(text));
    if (place === undefined) return null;
    const path = place.path.replace(/[^/]+(?=\.\w+$)/u, 'weekdays');
    const head = path.endsWith('.ts') ? 'export const weekdays' : 'exports.weekdays';
    return { edits: { [path]: `${head}={monday:1,tuesday :2,\n         'wednesday':3 ,}\n` }, at: { path, line: 1 } };
  },
} satisfies Operator;
