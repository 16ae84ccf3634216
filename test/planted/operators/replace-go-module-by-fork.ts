import type { Operator } from '../operator.ts';

export default {
  title: 'Use a fork of a module',
  checkers: [9],
  plant(tree) {
    const [, module] = !tree.paths.includes('go.mod') ? [] : (/^require \(\n\t(\S+) v/mu.exec(tree.read('go.mod')) ?? []);
    if (module === undefined) return null;
    const text = tree.read('go.mod').trimEnd();
    return {
      edits: { 'go.mod': `${text}\n\nreplace ${module} => github.com/acme-tools/fork v0.0.0-20250102030405-4f2a9c0b7d1e\n` },
      at: { path: 'go.mod', line: text.split('\n').length + 2 },
    };
  },
} satisfies Operator;
