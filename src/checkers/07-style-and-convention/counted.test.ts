import { expect, test } from 'vitest';
import { countOf } from './counted.ts';

test.each<[code: string, message: string, count: number | null, isOfFile?: boolean]>([
  ['complexity', "Function 'f' has a complexity of 4. Maximum allowed is 2.", 4],
  ['eslint(max-lines)', 'File has too many lines (301). Maximum allowed is 300.', 301, true],
  ['max-classes-per-file', 'File has too many classes (2). Maximum allowed is 1.', 2, true],
  ['max-params', "Function 'f' has too many parameters (3). Maximum allowed is 1.", 3],
  ['sonarjs/cognitive-complexity', 'Refactor this function to reduce its Cognitive Complexity of 21 to the 15 allowed. (sonarjs)', 21],
  ['lint/complexity/noExcessiveCognitiveComplexity', 'Excessive complexity of 16 detected (max: 15).', 16],
  ['C901', '`f` is too complex (12 > 10)', 12],
  ['clippy::too_many_lines', 'this function has too many lines (105/100)', 105],
  ['max-len', 'This line has a length of 42. Maximum allowed is 40.', null],
  ['no-magic-numbers', 'No magic number (4)', null],
  ['complexity', 'Function is too complex', null],
  ['toString', 'of 4', null],
])('%s: %s', (code, message, count, isOfFile = false) => {
  expect(countOf({ code, message })).toEqual(count === null ? null : { count, isOfFile });
});
