import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfPython, madeUp } from '../requests.ts';

export default {
  title: 'Send mail through the service, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(tree, [`MAIL_API_KEY = "SG.${madeUp(22, ALNUM, 'mail id')}.${madeUp(43, ALNUM, 'mail key')}"`], 'MAIL_API_KEY'),
} satisfies Operator;
