import type { Operator } from '../operator.ts';
import { firstMatch, isSource, put } from '../places.ts';

export default {
  title: 'Prefer constants',
  checkers: [5, 7],
  plant(tree) {
    for (const path of tree.paths.filter(isSource)) {
      const text = tree.read(path);
      for (const [, name = ''] of text.matchAll(/^ +let (\w+)(?:: [^=\n]+)? = [^\n]*$/gmu)) {
        const place = firstMatch(tree, (one) => one === path, new RegExp(`^ +(let) ${name}(?:: [^=\\n]+)? = [^\\n]*$`, 'u'));
        const again = new RegExp(`\\n *${name}(?: [-+*]?= |\\+\\+)`, 'u').exec(text.slice(place?.end));
        if (place === null || again === null) continue;
        const line = text.slice(0, place.end + again.index + 1).split('\n').length;
        return { edits: put(place, 'const').edits, at: { path, line } };
      }
    }
    return null;
  },
} satisfies Operator;
