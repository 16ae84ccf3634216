import type { Operator } from '../operator.ts';
import { firstMatch, isTypeScript, put, textOf } from '../places.ts';

export default {
  title: 'Find a better name',
  checkers: [5],
  plant(tree) {
    for (const path of tree.paths.filter(isTypeScript)) {
      for (const [whole, names = '', module = ''] of tree
        .read(path)
        .matchAll(/^import \{([^}]+)\} from ['"]\.\/([\w-]+)(?:\.\w+)?['"]/gmu)) {
        const [name = ''] = /\w+/u.exec(names) ?? [];
        const place = firstMatch(
          tree,
          (one) => one === path.replace(/[^/]+$/u, `${module}.ts`),
          new RegExp(`^export (?:async )?(?:function|const|class) (${name})\\b`, 'u'),
        );
        if (place === null) continue;
        const text = tree.read(path);
        const line = text.slice(0, text.indexOf(name, text.indexOf(whole))).split('\n').length;
        return { edits: put(place, `${textOf(place)}Anew`).edits, at: { path, line } };
      }
    }
    return null;
  },
} satisfies Operator;
