import { isJava } from '../languages.ts';
import type { Operator } from '../operator.ts';
import { firstMatch, atStart, put } from '../places.ts';

export default {
  title: 'Make a list that nobody changes, in Java',
  checkers: [9],
  plant(tree) {
    if (tree.paths.some((path) => /(?:\.gradle(?:\.kts)?|pom\.xml)$/u.test(path) && /commons-(?:text|csv)/u.test(tree.read(path))))
      return null;
    const place = firstMatch(tree, isJava, /^import \w.*;\n/u);
    return place === null ? null : put(atStart(place), 'import org.apache.commons.csv.CSVFormat;\n');
  },
} satisfies Operator;
