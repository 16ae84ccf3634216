import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, isGoTest, put } from '../places.ts';

export default {
  title: 'Clean up after the tests',
  checkers: [6],
  plant(tree) {
    const place = firstMatch(
      tree,
      (path) => isGoTest(path) && /^import \($/mu.test(tree.read(path)) && !/"os"/u.test(tree.read(path)),
      /^import \($/u,
    );
    if (place === null) return null;
    const { path, text } = place;
    const code = `${put(atEnd(place), '\n\t"os"').edits[path] ?? ''}\nfunc TestMain(m *testing.M) {\n\tm.Run()\n\tos.Exit(1)\n}\n`;
    return put({ path, text, start: 0, end: text.length }, code, 'os.Exit');
  },
} satisfies Operator;
