import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { ALNUM, atEndOfPython, madeUp } from '../requests.ts';

export default {
  title: 'Tell the channel, in Python',
  checkers: [8],
  plant: (tree) =>
    atEndOfPython(
      { ...tree, paths: tree.paths.filter(isPlainPython) },
      [`TELEGRAM_BOT_TOKEN = "${madeUp(10, '123456789', 'bot')}:AA${madeUp(33, ALNUM, 'telegram')}"`],
      'TELEGRAM',
    ),
} satisfies Operator;
