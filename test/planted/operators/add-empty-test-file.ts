import type { Operator } from '../operator.ts';
import { inStyle, testsOf } from '../places.ts';

export default {
  title: 'Prepare tests',
  checkers: [6],
  confirmedBy: 'test',
  plant(tree) {
    const place = testsOf(tree)[0];
    if (place === undefined) return null;
    const path = place.path.replace(/[^/]*?((?:[._](?:test|spec))?\.\w+)$/u, 'prepared$1');
    return { edits: { [path]: inStyle(place.text, '// The tests of the next feature.\nconsole.log("prepared");\n') }, at: { path } };
  },
} satisfies Operator;
