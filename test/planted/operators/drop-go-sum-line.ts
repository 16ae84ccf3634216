import type { Operator } from '../operator.ts';

export default {
  title: 'Resolve a conflict in go.sum',
  checkers: [9],
  plant(tree) {
    const [, module, version] = !tree.paths.includes('go.mod') ? [] : (/^require \(\n\t(\S+) (v\S+)/mu.exec(tree.read('go.mod')) ?? []);
    if (module === undefined || version === undefined || !tree.paths.includes('go.sum')) return null;
    const lines = tree.read('go.sum').split('\n');
    return { edits: { 'go.sum': lines.filter((line) => !line.startsWith(`${module} ${version} `)).join('\n') }, at: { path: 'go.mod' } };
  },
} satisfies Operator;
