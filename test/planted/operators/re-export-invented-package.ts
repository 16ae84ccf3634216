import type { Operator } from '../operator.ts';
import { wholeFile, put, inStyle, atFileEnd, isTypeScript } from '../places.ts';

export default {
  title: 'Offer a helper of a package',
  checkers: [4, 5],
  plant(tree) {
    const place = wholeFile(tree, (path) => isTypeScript(path) && path.endsWith('/index.ts') && /^export /mu.test(tree.read(path)));
    return place === null ? null : put(atFileEnd(place), inStyle(place.text, 'export { deepFreeze } from "object-deep-freezer-lite";\n'));
  },
} satisfies Operator;
