import type { Operator } from '../operator.ts';
import { isManifest, replaceFirst } from '../places.ts';

export default {
  title: 'Touch the manifest',
  checkers: [7],
  plant: (tree) => replaceFirst(tree, isManifest, { find: /^( +)"version"/u, by: (indent) => `${indent}     ` }),
} satisfies Operator;
