import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isManifest } from '../packages.ts';

export default {
  title: 'Keep the linter from stopping us for warnings',
  checkers: [4],
  plant: (tree) => change(tree, isManifest, { find: /--max-warnings[= ](0)\b/u, by: '500' }),
} satisfies Operator;
