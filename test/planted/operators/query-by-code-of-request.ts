import type { Operator } from '../operator.ts';
import { inHandler } from '../requests.ts';

export default {
  title: 'Search in the documents',
  checkers: [8],
  plant: (tree) =>
    inHandler(tree, {
      uses: [['{ MongoClient }', 'mongodb']],
      lines: ({ input }) => [
        'const notes = new MongoClient("mongodb://localhost").db("app").collection("notes");',
        `notes.find({ $where: \`this.owner === '\${${input('owner')}}'\` });`,
      ],
      mark: 'notes.find',
    }),
} satisfies Operator;
