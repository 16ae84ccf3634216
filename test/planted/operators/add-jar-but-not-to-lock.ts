import type { Operator } from '../operator.ts';
import { below } from '../definitions.ts';
import { firstMatch } from '../places.ts';

export default {
  title: 'Use a library for tables, in Java',
  checkers: [9],
  plant(tree) {
    const isBuild = (path: string) => /(?:^|\/)build\.gradle(?:\.kts)?$/u.test(path);
    const isLocked = (path: string) =>
      isBuild(path) &&
      tree.paths.some(
        (one) =>
          one === path.replace(/build\.gradle.*$/u, 'dependencies.lock') || one === path.replace(/build\.gradle.*$/u, 'gradle.lockfile'),
      );
    const place = firstMatch(tree, isLocked, /^ +(?:implementation|api|compile) ["(].*$/u);
    return place === null ? null : below(place, 'implementation "com.google.guava:guava:33.4.8-jre"');
  },
} satisfies Operator;
