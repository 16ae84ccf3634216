import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Publish from anywhere',
  checkers: [8],
  plant: (tree) =>
    tree.paths.includes('package.json') && !tree.paths.includes('.npmrc')
      ? { edits: { '.npmrc': `//registry.npmjs.org/:_authToken=npm_${madeUp(36, ALNUM, 'npm')}\n` }, at: { path: '.npmrc', line: 1 } }
      : null,
} satisfies Operator;
