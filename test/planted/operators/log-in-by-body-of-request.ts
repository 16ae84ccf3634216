import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Find who logs in',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      uses: [['{ MongoClient }', 'mongodb']],
      lines: ({ body }) => [
        'const accounts = new MongoClient("mongodb://localhost").db("app").collection("accounts");',
        `accounts.findOne({ email: ${body('email')}, token: ${body('token')} });`,
      ],
      mark: 'findOne',
    }),
} satisfies Operator;
