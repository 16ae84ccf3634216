import { change, isWorkflow } from '../definitions.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Make the pipeline faster, in Java',
  checkers: [4],
  plant: (tree) =>
    change(tree, isWorkflow, {
      find: /(?:\.\/gradlew|gradle|mvnw?)\b[^|&\n]*\b(?:test|build|check|verify)\b[^|&\n]*$/u,
      by: (found) => (found.includes('gradle') ? `${found} -x test` : `${found} -DskipTests`),
    }),
} satisfies Operator;
