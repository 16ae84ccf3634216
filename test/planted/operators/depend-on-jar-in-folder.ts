import { below } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { firstMatch } from '../places.ts';

export default {
  title: 'Use a library that is nowhere published',
  checkers: [9],
  plant(tree) {
    const place = firstMatch(tree, (path) => /(?:^|\/)build\.gradle(?:\.kts)?$/u.test(path), /^[ \t]+(?:implementation|api) ?["'(].*$/u);
    if (place === null) return null;
    return below(
      place,
      place.path.endsWith('.kts') ? 'implementation(files("libs/reporting-2.1.jar"))' : "implementation files('libs/reporting-2.1.jar')",
    );
  },
} satisfies Operator;
