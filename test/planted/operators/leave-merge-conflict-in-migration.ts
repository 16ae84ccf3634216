import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Merge the main branch into the migrations',
  checkers: [1, 4],
  plant(tree) {
    const place = firstMatch(tree, (path) => path.endsWith('.sql'), /^( +"?\w+"? +(?:VARCHAR|varchar|TEXT|text)\b.*\n)/u);
    if (place === null) return null;
    const line = textOf(place);
    const other = line.replace(/VARCHAR\(\d+\)|varchar\(\d+\)|TEXT|text/u, 'varchar(64)');
    return put(place, `<<<<<<< HEAD\n${line}=======\n${other}>>>>>>> feature/short-names\n`);
  },
} satisfies Operator;
