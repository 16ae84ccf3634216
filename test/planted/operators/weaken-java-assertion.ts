import { change } from '../definitions.ts';
import { isJavaTest } from '../languages.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Expect less of a result, in Java',
  checkers: [4],
  plant: (tree) =>
    change(tree, isJavaTest, {
      find: /^ +(?:(?:Assert(?:ions)?\.)?assertEquals\([^,()\n]+, [\w.()]+\);|assertThat\([^;\n]*\)\.isEqualTo\([^;\n]*\);)$/u,
      by: (found) => found.replace(/assertEquals\([^,]+, (.*)\);$/u, 'assertNotNull($1);').replace(/\.isEqualTo\(.*\);$/u, '.isNotNull();'),
    }),
} satisfies Operator;
