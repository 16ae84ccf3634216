import type { Operator } from '../operator.ts';
import { isGoSource, put } from '../places.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Tell the chat, in Go',
  checkers: [8],
  plant(tree) {
    const path = tree.paths.find((one) => isGoSource(one) && /^package (?!main)\w+$/mu.test(tree.read(one)));
    if (path === undefined) return null;
    const text = tree.read(path);
    const token = `${madeUp(10, '123456789', 'bot')}:AA${madeUp(33, ALNUM, 'bot')}`;
    return put({ path, text, start: text.length, end: text.length }, `\nconst telegramBotToken = "${token}"\n`);
  },
} satisfies Operator;
