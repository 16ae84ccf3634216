import type { Operator } from '../operator.ts';
import { testedSources } from '../languages.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Keep values between limits',
  checkers: [6],
  plant: (tree) =>
    atEndOfSource(testedSources(tree), {
      lines: [
        tree.paths.includes('tsconfig.json')
          ? 'export const clampAll = (values: number[], limit: number) =>'
          : 'export const clampAll = (values, limit) =>',
        '  values.map((value) => {',
        '    const size = Math.abs(value);',
        '    return size > limit ? Math.sign(value) * limit : value;',
        '  });',
      ],
      mark: 'const size',
    }),
} satisfies Operator;
