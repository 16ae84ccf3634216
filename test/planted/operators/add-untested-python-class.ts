import type { Operator } from '../operator.ts';
import { isPlainPython } from '../languages.ts';
import { isPythonTest } from '../places.ts';
import { atEndOfPython } from '../requests.ts';

export default {
  title: 'Count what is seen, in Python',
  checkers: [6],
  plant: (tree) =>
    atEndOfPython(
      { ...tree, paths: tree.paths.some(isPythonTest) ? tree.paths.filter(isPlainPython) : [] },
      [
        'class SeenCounter:',
        '    def __init__(self):',
        '        self.seen = {}',
        '',
        '    def add(self, name):',
        '        count = self.seen.get(name, 0) + 1',
        '        self.seen[name] = count',
        '        return count',
      ],
      'count =',
    ),
} satisfies Operator;
