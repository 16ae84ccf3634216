import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { firstMatch, isPythonTest, put } from '../places.ts';

export default {
  title: 'Guard against nothing, in Python',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => isPlainPython(path) && tree.paths.some(isPythonTest),
      /^def \w+\(\w+(?:: \w+)?(?:, [^()\n]*)?\)(?: -> .*)?:\n()(?= {4}(?!["']))/u,
    );
    if (place === null) return null;
    const [, name = ''] = /\w+\((\w+)[^(]*$/u.exec(place.text.slice(0, place.start)) ?? [];
    const lines = [`    if ${name} is None:`, `        reason = "no ${name} given"`, '        raise ValueError(reason)', ''];
    return put(place, lines.join('\n'), 'reason');
  },
} satisfies Operator;
