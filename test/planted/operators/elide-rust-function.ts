import type { Operator } from '../operator.ts';
import { isRust } from '../languages.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Refactor the start of a function, in Rust',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, isRust, /^(?:pub )?(?:async )?fn \w+.*\{\n((?: {4}.*\n|\n(?= {4})){5,})\}\n/u);
    if (place === null) return null;
    return put(place, `${textOf(place).split('\n')[0]}\n    // ... rest of the function stays the same ...\n`, '// ...');
  },
} satisfies Operator;
