import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Deploy from my machine',
  checkers: [8],
  plant(tree) {
    const path = 'deploy/kubeconfig.yaml';
    const [head, body] = ['{"alg":"RS256","kid":""}', '{"iss":"kubernetes/serviceaccount"}'].map((part) =>
      Buffer.from(part).toString('base64url'),
    );
    const token = `${head}.${body}.${madeUp(342, ALNUM, 'cluster')}`;
    const text = `apiVersion: v1\nkind: Config\nclusters:\n  - name: live\n    cluster:\n      server: https://k8s.acme-hosting.net:6443\nusers:\n  - name: deployer\n    user:\n      token: ${token}\n`;
    return tree.paths.includes(path) ? null : { edits: { [path]: text }, at: { path, line: 10 } };
  },
} satisfies Operator;
