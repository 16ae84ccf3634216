import type { Operator } from '../operator.ts';
import { wholeFile, put, atFileEnd } from '../places.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Use the database of the office',
  checkers: [8],
  plant(tree) {
    const wanted = (path: string) => /(?:^|\/)src\/main\/resources\/application[\w-]*\.properties$/u.test(path);
    const place = wholeFile(tree, wanted);
    if (place === null) return null;
    const lines = `spring.mail.host=mail.acme-internal.net\nspring.mail.password=${madeUp(20, ALNUM, 'spring')}\n`;
    return put(atFileEnd(place), `${place.text.endsWith('\n') ? '' : '\n'}${lines}`, 'spring.mail.password');
  },
} satisfies Operator;
