import type { Operator } from '../operator.ts';
import { isGoSource } from '../places.ts';

export default {
  title: 'Clean the modules up',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('go.mod') || tree.paths.some((path) => path.startsWith('vendor/'))) return null;
    const text = tree.read('go.mod');
    const sources = tree.paths.filter(isGoSource).map((path) => tree.read(path));
    for (const match of text.matchAll(/^\t(\S+) v\S+\n/gmu)) {
      if (!sources.some((source) => source.includes(`"${match[1]}"`))) continue;
      return { edits: { 'go.mod': text.replace(match[0], '') }, at: { path: 'go.mod' } };
    }
    return null;
  },
} satisfies Operator;
