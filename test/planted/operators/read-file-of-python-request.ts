import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Serve a report, in Python',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(tree, ['import os', '', 'with open(os.path.join("reports", target)) as report:', '    return report.read()'], 'with open'),
} satisfies Operator;
