import type { Operator } from '../operator.ts';
import { below, isDockerfile } from '../definitions.ts';
import { firstMatch } from '../places.ts';

export default {
  title: 'Bring a tool into the image',
  checkers: [8],
  plant(tree) {
    const place = firstMatch(tree, isDockerfile, /^(?:COPY|WORKDIR) .*$/u);
    return place === null ? null : below(place, 'ADD http://downloads.acme-tools.net/agent/latest/agent.tar.gz /opt/agent/');
  },
} satisfies Operator;
