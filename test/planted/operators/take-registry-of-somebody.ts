import type { Operator } from '../operator.ts';

export default {
  title: 'Use a faster registry',
  checkers: [9],
  plant: (tree) =>
    tree.paths.includes('package.json') && !tree.paths.includes('.npmrc')
      ? { edits: { '.npmrc': 'registry=http://registry.acme-tools.net/\nstrict-ssl=false\n' }, at: { path: '.npmrc', line: 1 } }
      : null,
} satisfies Operator;
