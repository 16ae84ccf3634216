import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';
import { both, isGoModule, isGoSum } from '../packages.ts';
import { firstMatch, isGoSource, put } from '../places.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Use a library for logs, in Go',
  checkers: [9],
  plant(tree) {
    const name = 'github.com/sirupsem/logrus';
    const required = addBelow(tree, isGoModule, { find: /^\t[\w./-]+ v\S+$/u, line: `${name} v1.9.3` });
    const summed = addBelow(tree, isGoSum, {
      find: /^.*$/u,
      line: `${name} v1.9.3 h1:${madeUp(43, ALNUM, 'logrus')}=\n${name} v1.9.3/go.mod h1:${madeUp(43, ALNUM, 'logrus mod')}=`,
    });
    const place = firstMatch(tree, (path) => isGoSource(path) && path.includes('/'), /^import \(\n()/u);
    return place === null ? null : both(required, both(summed, put(place, `\t_ "${name}"\n`)));
  },
} satisfies Operator;
