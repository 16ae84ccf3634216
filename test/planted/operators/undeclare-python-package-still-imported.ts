import type { Operator } from '../operator.ts';
import { isPython } from '../requests.ts';

export default {
  title: 'Clean the dependencies up, in Python',
  checkers: [9],
  plant(tree) {
    if (!tree.paths.includes('pyproject.toml')) return null;
    const text = tree.read('pyproject.toml');
    const list = /^dependencies = \[\n(?: {4}.*\n)+/mu.exec(text)?.[0] ?? '';
    const sources = tree.paths.filter(isPython).map((path) => tree.read(path));
    for (const [line, name = ''] of list.matchAll(/^ {4}"([a-z]+)(?:\[[\w,]+\])?[ ><=~!][^"]*",?\n/gmu)) {
      if (!sources.some((source) => new RegExp(`^(?:from|import) ${name}\\b`, 'mu').test(source))) continue;
      return { edits: { 'pyproject.toml': text.replace(line, '') }, at: { path: 'pyproject.toml' } };
    }
    return null;
  },
} satisfies Operator;
