import type { Operator } from '../operator.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Switch a rule on',
  checkers: [7],
  plant(tree) {
    const isConfig = (path: string) => /^(?:biome\.jsonc?|\.oxlintrc\.json|\.eslintrc(?:\.json)?|eslint\.config\.\w+)$/u.test(path);
    const place = firstMatch(tree, isConfig, /^(?:\{|export default .*|module\.exports = .*)$/u);
    return place === null ? null : put(place, `${place.text.slice(place.start, place.end)} "rules" {`);
  },
} satisfies Operator;
