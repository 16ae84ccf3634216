import type { Operator } from '../operator.ts';
import { ALNUM, HEX, madeUp } from '../requests.ts';

export default {
  title: 'Read the tables',
  checkers: [8],
  plant() {
    const lines = Array.from({ length: 16 }, (_, index) => madeUp(64, ALNUM, `account ${index}`));
    const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} PRIVATE KEY-----`);
    const account = {
      type: 'service_account',
      project_id: 'acme-site',
      private_key_id: madeUp(40, HEX, 'id'),
      private_key: [begin, ...lines, end, ''].join('\n'),
      client_email: 'site@acme-site.iam.gserviceaccount.com',
    };
    return {
      edits: { 'config/service-account.json': `${JSON.stringify(account, null, 2)}\n` },
      at: { path: 'config/service-account.json', line: 5 },
    };
  },
} satisfies Operator;
