import type { Operator } from '../operator.ts';
import { atFileEnd, put, wholeFile } from '../places.ts';

export default {
  title: 'Prepare for tables, in Python',
  checkers: [9],
  plant(tree) {
    const place = wholeFile(tree, (path) => /^requirements(?:\/prod)?\.txt$/u.test(path) && !/^-r/mu.test(tree.read(path)));
    return place === null ? null : put(atFileEnd(place), `${place.text.endsWith('\n') ? '' : '\n'}tabulate==0.9.0\n`, 'tabulate');
  },
} satisfies Operator;
