import type { Operator } from '../operator.ts';
import { changeAnywhere, openApis } from '../definitions.ts';

export default {
  title: 'Drop a state nobody uses',
  checkers: [3],
  plant: (tree) => changeAnywhere(tree, openApis(tree), { find: /^ +"?enum"?: *\[?\n( +(?:- )?"?\w+"?,?\n)(?= +(?:- )?"?\w)/u, by: '' }),
} satisfies Operator;
