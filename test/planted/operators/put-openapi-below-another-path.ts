import type { Operator } from '../operator.ts';
import { aboveEntry, apiEntry } from '../openapi.ts';
import { put, textOf } from '../places.ts';

export default {
  title: 'Serve the second version',
  checkers: [3],
  plant(tree) {
    const server = apiEntry(tree, ({ keys, data }) => keys.join('/') === 'servers/0/url' && !String(data).endsWith('/v2'));
    if (server !== null)
      return put(
        server.value,
        textOf(server.value)
          .trimEnd()
          .replace(/(?:\/v[\d.]+)?\/?(["']?)$/u, '/v2$1'),
      );
    const host = apiEntry(tree, ({ keys, api }) => keys.join('/') === 'host' && !('basePath' in api));
    return host === null ? null : aboveEntry(host, { yaml: 'basePath: /v2', json: '"basePath": "/v2"' });
  },
} satisfies Operator;
