import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put, wholeLines } from '../places.ts';

export default {
  title: 'Simplify a type',
  checkers: [5],
  plant(tree) {
    for (const path of tree.paths.filter(isTypeScript)) {
      const text = tree.read(path);
      for (const [, name = ''] of text.matchAll(/^ +(\w+)\??: [\w<>[\]| ]+;$/gmu)) {
        const used = new RegExp(`\\boptions\\??\\.${name}\\b`, 'u').exec(text);
        const place = firstMatch(tree, (one) => one === path, new RegExp(`^ +${name}\\??: [\\w<>[\\]| ]+;$`, 'u'));
        if (used === null || place === null || used.index < place.end) continue;
        return { edits: put(wholeLines(place), '').edits, at: { path, line: text.slice(0, used.index).split('\n').length - 1 } };
      }
    }
    return null;
  },
} satisfies Operator;
