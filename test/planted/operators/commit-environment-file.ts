import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Deploy with the right settings',
  checkers: [8],
  plant: () => ({
    edits: { '.env.production': `NODE_ENV=production\nPORT=8080\nDB_PASSWORD=${madeUp(22, ALNUM, 'environment')}\n` },
    at: { path: '.env.production', line: 3 },
  }),
} satisfies Operator;
