import type { Operator } from '../operator.ts';
import { editManifest } from '../packages.ts';

export default {
  title: 'Let an empty test run pass',
  checkers: [4],
  plant: (tree) =>
    editManifest(tree, ({ scripts }) => {
      const test = scripts?.['test'];
      if (scripts === undefined || test === undefined || !/\b(?:jest|vitest)\b[^&|;]*$/u.test(test) || test.includes('passWithNoTests'))
        return null;
      scripts['test'] = `${test} --passWithNoTests`;
      return '--passWithNoTests';
    }),
} satisfies Operator;
