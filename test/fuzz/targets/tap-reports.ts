import { readFileSync } from 'node:fs';
import { tapOutcomes } from '../../../src/tools/tap/outcomes.ts';
import type { Chance } from '../chance.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const read = (name: string) => readFileSync(new URL(`../../../src/formats/tap/fixtures/${name}`, import.meta.url), 'utf8');

/** Reports in which two files fail. */
const REPORTS = ['tap-16.3.10.tap', 'tap-21.8.0.tap', 'forged-print.tap'].map(read);
const FILES = ['test/a.js', 'test/b.js'];
const WHERE = { dir: '/project', cwd: '/project' };

/** What a test may print. */
const PRINTED = [
  'ok 1 - a',
  'ok',
  'not ok 2',
  '1..1',
  '1..0 # SKIP',
  'ok 1 - a # TODO',
  'ok 7 - b {',
  '{',
  '}',
  '  ---',
  '  ...',
  '# Subtest: c',
  '# time=1ms',
];

/** Whatever tests print, which tap indents, a file that failed is read as failed, or the report is refused. */
export const tapReports: FuzzTarget = {
  refusals: ['UNREADABLE_REPORT', 'INCOMPLETE_REPORT'],
  open: () => ({
    attempt: (chance) => (chance.oneIn(2) ? betweenLines(chance.oneOf(REPORTS), chance) : anything(chance.oneOf(REPORTS), chance)),
  }),
};

function betweenLines(text: string, chance: Chance): string {
  const lines = text.split('\n');
  for (let left = chance.integer(1, 6); left > 0; left -= 1) {
    const at = chance.integer(0, lines.length - 1);
    const indent = ' '.repeat(4 * chance.integer(1, 3));
    if (chance.oneIn(3) && (lines[at] ?? '').startsWith('    ')) lines.splice(at, 1);
    else lines.splice(at, 0, indent + chance.oneOf(PRINTED));
  }
  const now = lines.join('\n');
  const tests = tapOutcomes(now, WHERE);
  for (const file of FILES)
    must(
      tests.some((test) => test.file === file && test.status === 'failed'),
      'a file that failed has no failed test',
      file,
      now,
    );
  return 'read, the failed still failed';
}

function anything(text: string, chance: Chance): string {
  tapOutcomes(mutateText(text, chance, REPORTS), WHERE);
  return 'read';
}
