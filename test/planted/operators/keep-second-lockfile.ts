import type { Operator } from '../operator.ts';
import { isPnpmLock, isYarnLock } from '../packages.ts';

export default {
  title: 'Install with npm once',
  checkers: [9],
  plant: (tree) =>
    tree.paths.some((path) => isPnpmLock(path) || isYarnLock(path)) && !tree.paths.includes('package-lock.json')
      ? {
          edits: {
            'package-lock.json': '{\n  "name": "app",\n  "lockfileVersion": 3,\n  "requires": true,\n  "packages": {\n    "": {}\n  }\n}\n',
          },
          at: { path: 'package-lock.json' },
        }
      : null,
} satisfies Operator;
