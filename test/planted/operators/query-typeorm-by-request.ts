import { inMatched, NEST } from '../handlers.ts';
import type { Operator } from '../operator.ts';

export default {
  title: 'Find by name with TypeORM',
  checkers: [8],
  plant: (tree) =>
    inMatched(tree, {
      framework: '@nestjs/common',
      find: NEST,
      uses: [
        ['{ Get as Find, Query as Ask }', '@nestjs/common'],
        ['{ getManager }', 'typeorm'],
      ],
      lines: () => [
        '@Find("search")',
        'async search(@Ask("name") name: string) {',
        "  return getManager().query(`SELECT id, name FROM users WHERE name = '${name}'`);",
        '}',
        '',
      ],
      mark: 'return getManager',
    }),
} satisfies Operator;
