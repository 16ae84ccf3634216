import type { Operator } from '../operator.ts';
import { addBelow } from '../definitions.ts';

export default {
  title: 'Use a module for colours',
  checkers: [9],
  plant: (tree) =>
    addBelow(tree, (path) => path.endsWith('.go') && !path.endsWith('_test.go') && tree.paths.includes('go.mod'), {
      find: /^import \($/u,
      line: '\t_ "github.com/acme-tools/gocolour"',
    }),
} satisfies Operator;
