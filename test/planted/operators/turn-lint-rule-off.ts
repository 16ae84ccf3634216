import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, inStyle, put, textOf } from '../places.ts';

export default {
  title: 'Relax a rule of style',
  checkers: [4],
  plant(tree) {
    const old = firstMatch(tree, (path) => /^\.eslintrc\.(json|yml)$/u.test(path), /^ *"?(?:eqeqeq|quotes)"?: (\[.*\])/u);
    if (old !== null) return put(old, textOf(old).startsWith('["') ? '"off"' : '0');
    const flat = firstMatch(tree, (path) => path.startsWith('eslint.config'), /^ *(?:rules|overrides): \{/u);
    return flat === null ? null : put(atEnd(flat), inStyle(flat.text, '\n    "no-unused-vars": "off",'), '"no-unused'.slice(1));
  },
} satisfies Operator;
