import { below } from '../definitions.ts';
import type { Operator } from '../operator.ts';
import { firstMatch } from '../places.ts';

export default {
  title: 'Read JSON, in Java',
  checkers: [9],
  plant(tree) {
    const place = firstMatch(tree, (path) => /(?:^|\/)build\.gradle(?:\.kts)?$/u.test(path), /^[ \t]+(?:implementation|api) ?["'(].*$/u);
    if (place === null || tree.paths.some((path) => /(?:gradle|dependencies)\.lock(?:file)?$/u.test(path))) return null;
    const name = 'com.fasterxml.jackson.core:jackson-databnd:2.17.2';
    return below(place, place.path.endsWith('.kts') ? `implementation("${name}")` : `implementation '${name}'`);
  },
} satisfies Operator;
