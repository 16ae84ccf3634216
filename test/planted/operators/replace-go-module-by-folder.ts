import type { Operator } from '../operator.ts';

export default {
  title: 'Use the module next door',
  checkers: [9],
  plant(tree) {
    const [, module] = !tree.paths.includes('go.mod') ? [] : (/^require \(\n\t(\S+) v/mu.exec(tree.read('go.mod')) ?? []);
    if (module === undefined) return null;
    const text = tree.read('go.mod').trimEnd();
    return {
      edits: { 'go.mod': `${text}\n\nreplace ${module} => ../next-door\n` },
      at: { path: 'go.mod', line: text.split('\n').length + 2 },
    };
  },
} satisfies Operator;
