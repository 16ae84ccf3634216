import type { Operator } from '../operator.ts';
import { firstMatch, put, textOf } from '../places.ts';

export default {
  title: 'Merge the notes of two branches',
  checkers: [4],
  plant(tree) {
    const place = firstMatch(tree, (path) => /^(changelog|history|changes|readme)\.(md|rst)$/iu.test(path), /^[-*] .*\n/u);
    return place === null ? null : put(place, `<<<<<<< HEAD\n${textOf(place)}=======\n- Fix a crash.\n>>>>>>> origin/main\n`);
  },
} satisfies Operator;
