import type { Operator } from '../operator.ts';
import { inService } from '../services.ts';

export default {
  title: 'Read an invoice',
  checkers: [8],
  plant: (tree) =>
    inService(tree, {
      uses: [['libxmljs', 'libxmljs']],
      lines: ({ body }) => [
        `const invoice = libxmljs.parseXml(${body('invoice')}, { noent: true, nonet: false });`,
        'console.log(invoice.root().name());',
      ],
      mark: 'parseXml',
    }),
} satisfies Operator;
