import type { Operator } from '../operator.ts';
import { isWorkflow } from '../definitions.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Save minutes for small changes',
  checkers: [4],
  plant(tree) {
    const isTesting = (path: string) =>
      isWorkflow(path) &&
      /\brun: .*\b(?:npm|pnpm|yarn|bun|cargo|just|pytest)\b.*\btest\b/u.test(tree.read(path)) &&
      !/^ +(?:paths|working-directory)\b/mu.test(tree.read(path));
    const place = firstMatch(tree, isTesting, /^ {2}pull_request:\n(?! {4}(?:types|paths))/u);
    return place === null || !tree.paths.some((path) => path.startsWith('src/'))
      ? null
      : put(atEnd(place), '    paths-ignore: ["src/**"]\n');
  },
} satisfies Operator;
