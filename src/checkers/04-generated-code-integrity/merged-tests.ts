import { braceLanguage } from '../../syntax/braces/read-braces.ts';
import type { PlacedTest, TestPairs } from './test-pairs.ts';

/** Says whether a test of the judged tree that runs has all of this one's code in it, word for word: two tests became one. */
export function mergedTests({ pairs, added }: TestPairs): (gone: PlacedTest) => boolean {
  const there = [...pairs.map(({ head }) => head), ...added].filter(({ skip }) => skip === 'no');
  return (gone) => {
    const code = gone.body.slice(1, -1);
    if (braceLanguage(gone.path) === null || code.length < MIN_CODE) return false;
    return there.some(({ body, assertions }) => assertions >= gone.assertions && body.includes(code));
  };
}

/** Less than this many tests have in common by chance. */
const MIN_CODE = 30;
