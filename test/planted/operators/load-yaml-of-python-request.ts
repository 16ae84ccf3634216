import type { Operator } from '../operator.ts';
import { pythonRoute } from '../requests.ts';

export default {
  title: 'Load the settings sent',
  checkers: [8],
  plant: (tree) => pythonRoute(tree, ['import yaml', '', 'return str(yaml.load(target, Loader=yaml.Loader))'], 'return str'),
} satisfies Operator;
