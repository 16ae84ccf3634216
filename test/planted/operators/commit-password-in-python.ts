import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfPython, madeUp } from '../requests.ts';

export default {
  title: 'Send mail',
  checkers: [8],
  plant: (tree) => atEndOfPython(tree, [`SMTP_PASSWORD = "${madeUp(18, ALNUM, 'mail')}"`], 'SMTP'),
} satisfies Operator;
