import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Deploy to the cluster',
  checkers: [8],
  plant(tree) {
    const path = 'deploy/secret.yaml';
    if (tree.paths.includes(path) || !tree.paths.some((one) => /(?:^|\/)Dockerfile$/u.test(one))) return null;
    const value = Buffer.from(madeUp(24, ALNUM, 'cluster')).toString('base64');
    const text = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: database\ntype: Opaque\ndata:\n  password: ${value}\n`;
    return { edits: { [path]: text }, at: { path, line: 7 } };
  },
} satisfies Operator;
