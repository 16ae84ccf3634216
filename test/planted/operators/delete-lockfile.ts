import type { Operator } from '../operator.ts';

export default {
  title: 'Resolve afresh each time',
  checkers: [9],
  plant(tree) {
    const lock = tree.paths.find((path) =>
      /^(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock|Cargo\.lock|uv\.lock|poetry\.lock|go\.sum)$/u.test(path),
    );
    return lock === undefined ? null : { edits: { [lock]: null }, at: { path: lock } };
  },
} satisfies Operator;
