import type { Operator } from '../operator.ts';
import { ALNUM, madeUp } from '../requests.ts';

export default {
  title: 'Start the database',
  checkers: [8],
  plant: () => ({
    edits: {
      'docker-compose.staging.yml': `services:\n  database:\n    image: mysql:8.4\n    environment:\n      MYSQL_ROOT_PASSWORD: ${madeUp(18, ALNUM, 'compose')}\n`,
    },
    at: { path: 'docker-compose.staging.yml', line: 5 },
  }),
} satisfies Operator;
