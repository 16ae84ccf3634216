import type { Operator } from '../operator.ts';
import { firstMatch, inStyle, isTypeScript, put } from '../places.ts';

export default {
  title: 'Say whether anything is there',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(tree, isTypeScript, /^export (?:default )?class [^{]*\{\n()/u);
    const lines = [
      '  get summary(): string {',
      '    const names = Object.keys(this);',
      '    return names.length === 0 ? "empty" : names.join(", ");',
      '  }',
      '',
      '',
    ];
    return place === null ? null : put(place, inStyle(place.text, lines.join('\n')), inStyle(place.text, 'const names'));
  },
} satisfies Operator;
