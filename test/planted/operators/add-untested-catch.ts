import type { Operator } from '../operator.ts';
import { append } from '../places.ts';

export default {
  title: 'Survive a bad input',
  checkers: [6],
  plant(tree) {
    return append(tree, {
      code: 'let parsedDefaults = {};\ntry {\n  parsedDefaults = JSON.parse("{}");\n} catch {\n  parsedDefaults = { isBroken: true };\n}\nString(parsedDefaults);',
      mark: 'parsedDefaults = { is',
    });
  },
} satisfies Operator;
