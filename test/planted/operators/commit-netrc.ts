import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Log in to the host of our code',
  checkers: [8],
  plant(tree) {
    const path = '.netrc';
    const text = `machine github.com\n  login acme-robot\n  password ghp_${madeUp(36, ALNUM, 'netrc')}\n`;
    return tree.paths.includes(path) ? null : { edits: { [path]: text }, at: { path, line: 3 } };
  },
} satisfies Operator;
