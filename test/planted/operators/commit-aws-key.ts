import type { Operator } from '../operator.ts';
import { ALNUM, UPPER, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Upload to the bucket',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [
        'export const bucketCredentials = {',
        `  accessKeyId: "AKIA${madeUp(16, UPPER, 'aws')}",`,
        `  secretAccessKey: "${madeUp(40, ALNUM, 'aws')}",`,
        '};',
      ],
      mark: 'accessKeyId',
    }),
} satisfies Operator;
