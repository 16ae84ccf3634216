import type { Operator } from '../operator.ts';
import { atFileEnd, put, wholeFile } from '../places.ts';

export default {
  title: 'Format only what is finished',
  checkers: [4],
  plant(tree) {
    const place = wholeFile(tree, (path) => path === '.prettierignore' || path === '.eslintignore');
    if (place === null) return null;
    const folder = tree.paths.some((path) => path.startsWith('src/')) ? 'src/' : 'packages/*/src/';
    return put(atFileEnd(place), `${place.text.endsWith('\n') ? '' : '\n'}${folder}\n`, folder);
  },
} satisfies Operator;
