import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';

export default {
  title: 'Drop the last column before it is released',
  checkers: [1],
  plant: (tree) =>
    change(tree, (path) => path.endsWith('.sql') && !/(?:down|undo)\b/u.test(path), {
      find: /^(?:CREATE TABLE|create table) [^;]*\n(?!.*--).*[^,\s(]()\n\s*\);/u,
      by: ',',
    }),
} satisfies Operator;
