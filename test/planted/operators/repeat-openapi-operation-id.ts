import type { Operator } from '../operator.ts';
import { put } from '../places.ts';
import { openApis } from '../definitions.ts';

export default {
  title: 'Document another operation',
  checkers: [1],
  plant(tree) {
    for (const path of tree.paths.filter(openApis(tree))) {
      const text = tree.read(path);
      const [first, second] = [...text.matchAll(/operationId"?: ['"]?(\w+)/gu)];
      if (first === undefined || second === undefined) continue;
      const [, name = ''] = first;
      const start = second.index + second[0].length - (second[1]?.length ?? 0);
      return put({ path, text, start, end: second.index + second[0].length }, name);
    }
    return null;
  },
} satisfies Operator;
