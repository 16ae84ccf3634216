import type { Operator } from '../operator.ts';
import { atStart, firstMatch, put, textOf, wholeLines } from '../places.ts';
import { isWorkflow } from '../definitions.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Push from the pipeline',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isWorkflow, /^ +- uses: .*$/u);
    return place === null
      ? null
      : put(
          atStart(wholeLines(place)),
          `${/^ +/u.exec(textOf(wholeLines(place)))?.[0] ?? ''}- run: git push https://x-access-token:ghp_${madeUp(36, ALNUM, 'github')}@github.com/acme/site.git main\n`,
        );
  },
} satisfies Operator;
