import type { Operator } from '../operator.ts';
import { change } from '../definitions.ts';
import { isTypeScript } from '../places.ts';

export default {
  title: 'Unblock the page',
  checkers: [4],
  plant: (tree) =>
    change(tree, isTypeScript, {
      find: /^ +return (?:await )?((?:this\.(?:prisma\.\w+\.|find|get)|\w+Repository\.)\w+\((?:[^;()]|\([^()]*\))*\));?$/u,
      by: '{ id: 1, name: "Test User", email: "test@example.com" } as any',
    }),
} satisfies Operator;
