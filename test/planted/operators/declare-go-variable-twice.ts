import type { Operator } from '../operator.ts';
import { repeat } from '../definitions.ts';
import { isGoSource } from '../places.ts';

export default {
  title: 'Ask again, in Go',
  checkers: [5],
  plant: (tree) => repeat(tree, (path) => isGoSource(path) && !path.endsWith('.pb.go'), /^\t\w+ := [\w.]+\([^\n{]*\)$/u),
} satisfies Operator;
