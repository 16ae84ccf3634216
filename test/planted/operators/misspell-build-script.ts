import type { Operator } from '../operator.ts';
import { isManifest, replaceFirst } from '../places.ts';

export default {
  title: 'Rename the build',
  checkers: [5],
  plant: (tree) => replaceFirst(tree, isManifest, { find: /"build": "(\w)/u, by: (letter) => `${letter}${letter}` }),
} satisfies Operator;
