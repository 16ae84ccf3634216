import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Look a name up, in Python',
  checkers: [8],
  plant: (tree) =>
    pythonRoute(tree, ['import subprocess', '', 'return subprocess.check_output(f"nslookup {target}", shell=True)'], 'return subprocess'),
} satisfies Operator;
