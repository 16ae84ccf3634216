import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Sign releases in the pipeline',
  checkers: [8],
  plant(tree) {
    const path = 'release/signing.asc';
    const lines = Array.from({ length: 12 }, (_, index) => madeUp(64, ALNUM, `signing ${index}`));
    const kind = 'PGP PRIVATE KEY BLOCK';
    const text = `-----BEGIN ${kind}-----\n\n${lines.join('\n')}\n=${madeUp(4, ALNUM, 'sum')}\n-----END ${kind}-----\n`;
    return tree.paths.includes(path) ? null : { edits: { [path]: text }, at: { path } };
  },
} satisfies Operator;
