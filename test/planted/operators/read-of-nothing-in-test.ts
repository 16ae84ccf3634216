import type { Operator } from '../operator.ts';
import { addTest } from '../places.ts';

export default {
  title: 'Test a look-up',
  checkers: [6],
  plant(tree) {
    return addTest(tree, 'finds by name', {
      body: ['const found = [{ name: "a" }].find((one) => one.name === "b");', 'String(found.name);'],
      mark: 'String(found',
    });
  },
} satisfies Operator;
