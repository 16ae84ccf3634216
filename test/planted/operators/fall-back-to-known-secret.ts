import type { Operator } from '../operator.ts';
import { testedSources } from '../languages.ts';
import { ALNUM, atEndOfSource, madeUp } from '../requests.ts';

export default {
  title: 'Start without settings',
  checkers: [8],
  plant: (tree) =>
    atEndOfSource(testedSources(tree), {
      uses: [['{ createHmac }', 'node:crypto']],
      lines: [
        `const jwtSecret = process.env.JWT_SECRET || "${madeUp(32, ALNUM, 'fallback')}";`,
        'export const signValue = (value) => createHmac("sha256", jwtSecret).update(value).digest("hex");'.replace(
          '(value)',
          tree.paths.includes('tsconfig.json') ? '(value: string)' : '(value)',
        ),
      ],
      mark: 'jwtSecret =',
    }),
} satisfies Operator;
