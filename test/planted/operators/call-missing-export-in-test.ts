import type { Operator } from '../operator.ts';
import { above, firstMatch, inStyle, testBeside, testsOf, textOf } from '../places.ts';

export default {
  title: 'Test the new helper',
  checkers: [5, 6],
  plant(tree) {
    const place = testsOf(tree).find(({ text }) => /(?:from |require\()['"]\.\.?\//u.test(text));
    if (place === undefined) return null;
    const from = firstMatch(tree, (path) => path === place.path, /(?:from |require\()['"](\.\.?\/[^'"\n]*)['"]/u);
    if (from === null) return null;
    const isModule = /^import /mu.test(place.text);
    const { edits, at } = above(place, testBeside(place, 'helps', ['everything.helpMeOut();']), 'everything');
    const load = isModule ? `import * as everything from "${textOf(from)}";` : `const everything = require("${textOf(from)}");`;
    const head = /^(?:#!.*\n|['"]use strict['"];?\n)*/u.exec(place.text)?.[0] ?? '';
    const text = `${head}${inStyle(place.text, `${load}\n`)}${(edits[place.path] ?? '').slice(head.length)}`;
    return { edits: { [place.path]: text }, at: { path: place.path, line: (at.line ?? 0) + 1 } };
  },
} satisfies Operator;
