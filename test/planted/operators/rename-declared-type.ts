import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Name a type better',
  checkers: [5],
  plant(tree) {
    for (const path of tree.paths.filter((one) => one.endsWith('.ts') && !/\.(test|spec|bench)\./u.test(one))) {
      const place = firstMatch(tree, (one) => one === path, /^ *(?:export )?(?:interface|type) (\w+)(?= (?:=|\{|extends))/u);
      if (place === null) continue;
      const name = textOf(place);
      const used = new RegExp(`[:|<] ?${name}\\b`, 'u').exec(place.text.slice(place.end));
      if (used === null) continue;
      const line = place.text.slice(0, place.end + used.index + 2).split('\n').length;
      return { edits: put(place, `${name}Anew`).edits, at: { path, line } };
    }
    return null;
  },
} satisfies Operator;
