import type { Operator } from '../operator.ts';
import { replaceFirst } from '../places.ts';

const CONFIGURATION = /^(?:package\.json|(?:vitest|vite|jest)\.config\.\w+|\.c8rc(?:\.json)?|\.nycrc(?:\.json)?|\.taprc)$/u;

export default {
  title: 'Set a realistic goal',
  checkers: [4],
  plant: (tree) =>
    replaceFirst(tree, (path) => CONFIGURATION.test(path), {
      find: /^ *["']?(?:branches|functions|lines|statements)["']?: (\d{2,3})\b/u,
      by: () => '40',
    }),
} satisfies Operator;
