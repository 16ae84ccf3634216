import type { Operator } from '../operator.ts';
import { dropLines } from '../definitions.ts';

export default {
  title: 'Drop what nobody uses from the generated file',
  checkers: [4],
  plant: (tree) =>
    dropLines(
      tree,
      (path) => /\.(?:graphql|ts)$/u.test(path) && /DO NOT (?:EDIT|MODIFY)|[Gg]enerated file/u.test(tree.read(path).slice(0, 400)),
      /^ +(?:["'].*["'],|\w+: \w+!?)$/u,
    ),
} satisfies Operator;
