import type { Operator } from '../operator.ts';
import { isCompose } from '../definitions.ts';
import { atEnd, firstMatch, put } from '../places.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Send mail from the containers',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isCompose, /^ {4}environment:\n(?= {6}\w+: )/u);
    const address = `smtp://robot:${madeUp(20, ALNUM, 'smtp')}@smtp.acme-mail.net:587`;
    return place === null ? null : put(atEnd(place), `      MAILER_URL: ${address}\n`);
  },
} satisfies Operator;
