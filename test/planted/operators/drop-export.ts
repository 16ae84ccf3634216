import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Make a helper private',
  checkers: [5],
  plant(tree) {
    for (const path of tree.paths.filter(isTypeScript)) {
      const used = firstMatch(tree, (one) => one === path, /^import \{ ?(\w+)(?:,.*)? ?\} from ['"]\.\/[\w-]+/u);
      const name = used === null ? '' : textOf(used);
      const module = new RegExp(`\\b${name}\\b.* from ['"]\\./([\\w-]+)`, 'mu').exec(tree.read(path))?.[1];
      const place = firstMatch(
        tree,
        (one) => isTypeScript(one) && one === path.replace(/[^/]+$/u, `${module}.ts`),
        new RegExp(`^(export )(?:function|const|class) ${name}\\b`, 'u'),
      );
      if (used === null || place === null) continue;
      const line = used.text.slice(0, used.start).split('\n').length;
      return { edits: put(place, '').edits, at: { path, line } };
    }
    return null;
  },
} satisfies Operator;
