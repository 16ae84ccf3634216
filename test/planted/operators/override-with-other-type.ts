import type { Operator } from '../operator.ts';
import { append, isTypeScript } from '../places.ts';

export default {
  title: 'Derive a task',
  checkers: [5],
  plant(tree) {
    return append(tree, {
      code: 'class Task {\n  run(): number {\n    return 1;\n  }\n}\nexport class NamedTask extends Task {\n  run(): string {\n    return "one";\n  }\n}',
      mark: 'run(): string',
      wanted: isTypeScript,
    });
  },
} satisfies Operator;
