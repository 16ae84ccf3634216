import type { Operator } from '../operator.ts';
import { isPnpmLock } from '../packages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Resolve a conflict in pnpm-lock.yaml',
  checkers: [9],
  plant(tree) {
    const [, name = '', version = ''] =
      /^ {4}dependencies:\n {6}'?([\w@./-]+?)'?:\n {8}specifier: .*\n {8}version: (\d[\w.-]*)/mu.exec(
        tree.paths.includes('pnpm-lock.yaml') ? tree.read('pnpm-lock.yaml') : '',
      ) ?? [];
    if (name === '') return null;
    const escaped = `${name}@${version}`.replaceAll('.', '\\.');
    const place = firstMatch(tree, isPnpmLock, new RegExp(`^packages:\\n(?:.*\\n)*?( {2}'?${escaped}'?:\\n(?: {4}.*\\n)+\\n)`, 'u'));
    return place === null ? null : { edits: put(place, '').edits, at: { path: 'pnpm-lock.yaml' } };
  },
} satisfies Operator;
