import type { Operator } from '../operator.ts';
import { above, firstMatch, isTypeScript, textOf } from '../places.ts';

export default {
  title: 'Use a helper of the library',
  checkers: [4, 5],
  plant(tree) {
    const { dependencies = {} } = tree.paths.includes('package.json')
      ? (JSON.parse(tree.read('package.json')) as { dependencies?: Record<string, string> })
      : {};
    const names = Object.keys(dependencies).join('|');
    const place = names === '' ? null : firstMatch(tree, isTypeScript, new RegExp(`^import .* from ['"](${names})['"];?$`, 'u'));
    return place === null ? null : above(place, `import { deepFreeze } from "${textOf(place)}/internal/deep-freeze";`);
  },
} satisfies Operator;
