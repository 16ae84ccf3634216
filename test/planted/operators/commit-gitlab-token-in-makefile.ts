import type { Operator } from '../operator.ts';
import { atFileEnd, put, wholeFile } from '../places.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Fetch the private rules',
  checkers: [8],
  plant(tree) {
    const place = wholeFile(tree, (path) => path === 'Makefile');
    const address = `https://oauth2:glpat-${madeUp(20, ALNUM, 'gitlab')}@gitlab.com/acme/rules.git`;
    return place === null ? null : put(atFileEnd(place), `\nfetch-rules:\n\tgit clone ${address} rules\n`, 'glpat');
  },
} satisfies Operator;
