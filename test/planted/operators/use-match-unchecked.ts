import type { Operator } from '../operator.ts';
import { atEndOfSource } from '../requests.ts';

export default {
  title: 'Read a version',
  checkers: [5],
  plant(tree) {
    if (!tree.paths.includes('tsconfig.json') || !/"strict": true/u.test(tree.read('tsconfig.json'))) return null;
    return atEndOfSource(
      { ...tree, paths: tree.paths.filter((path) => path.startsWith('src/') && path.endsWith('.ts')) },
      {
        lines: ['export function majorOf(version: string): string {', '  return /^v?(\\d+)/.exec(version)[1];', '}'],
        mark: 'return',
      },
    );
  },
} satisfies Operator;
