import { changeAnywhere } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Tidy a migration up',
  checkers: [1],
  plant: (tree) =>
    changeAnywhere(tree, (path) => path.endsWith('.sql'), {
      find: /^\s*[Cc](?:reate table|REATE TABLE) [^;()]*\(\s*(?:--.*\s*)*["`\w]+ [^\n]*(,)\n\s*["`\w]+ (?:[Tt][Ee][Xx][Tt]|VARCHAR|varchar|INTEGER|integer|int|bigint|timestamp|TIMESTAMP)/u,
      by: '',
    }),
} satisfies Operator;
