import type { Operator } from '../operator.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Keep the uploads in the cloud',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(tree, {
      lines: [
        `export const uploads = "DefaultEndpointsProtocol=https;AccountName=acmeuploads;AccountKey=${madeUp(86, ALNUM, 'storage')}==;EndpointSuffix=core.windows.net";`,
      ],
    }),
} satisfies Operator;
