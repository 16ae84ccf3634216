import type { Operator } from '../operator.ts';
import { atEnd, firstMatch, put } from '../places.ts';

export default {
  title: 'Measure the coverage of what matters, in Python',
  checkers: [4],
  plant(tree) {
    const wanted = (path: string) => /^(?:pyproject\.toml|\.coveragerc|setup\.cfg)$/u.test(path);
    const inToml = firstMatch(tree, wanted, /^omit = \[/u);
    if (inToml !== null) return put(atEnd(inToml), '"*/*s.py", ');
    const section = firstMatch(tree, (path) => path === 'pyproject.toml', /^\[tool\.coverage\.run\]\n/u);
    return section === null || /^omit\b/mu.test(section.text) ? null : put(atEnd(section), 'omit = ["*/*s.py"]\n');
  },
} satisfies Operator;
