import type { Operator } from '../operator.ts';
import { isRust } from '../languages.ts';
import { firstMatch, put } from '../places.ts';

export default {
  title: 'Prepare another way, in Rust',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(
      tree,
      isRust,
      /^(?:pub )?(?:async )?fn \w+.* -> (?:[\w:]+::)?Result<\(\).*\{\n((?: {4}.*\n|\n(?= {4})){4,})\}\n/u,
    );
    return place === null ? null : put(place, '    Ok(())\n');
  },
} satisfies Operator;
