import { afterAll, describe, expect, test, vi } from 'vitest';
import { foundLevel } from '../../src/platform/found-level.ts';
import { readCases } from './cases.ts';
import { coverOf, play } from './play/play.ts';
import { closeTemplate } from './play/play-evidence.ts';

// Two at once: every case starts real programs, and the machine is not ours alone.
vi.setConfig({ maxConcurrency: 2 });

/** May it come out green? A trick that is found never does; one that has no effect may, as the honest rest of it is. */
const MAY_BE_GREEN = { honest: [true], detected: [false], prevented: [true, false], 'not-covered': [true, false] } as const;

const cases = await readCases();
const found = await foundLevel();
if (found.reason !== null) console.warn(`skipped at level bubblewrap: ${found.reason}`);
afterAll(closeTemplate);

describe.concurrent.each(['process', 'bubblewrap'] as const)('at level %s', (level) => {
  // No untrusted code runs where evidence is tampered with: once is enough.
  const played = cases.filter(({ one }) => one.stage !== 'evidence' || level === 'process');
  test.skipIf(level === 'bubblewrap' && found.level !== level).for(played)('$name: $one.title', async ({ one }) => {
    const { outcome, seen, expected } = await play(one, level);
    expect(seen).toEqual(expected);
    // Whatever the case itself expects.
    expect(MAY_BE_GREEN[coverOf(one, level)]).toContain(outcome === 'green');
  });
});

describe('the suite', () => {
  const tricks = cases.filter(({ one }) => one.level !== 'honest');

  test('has at least sixty tricks', () => {
    expect(tricks.length).toBeGreaterThanOrEqual(60);
  });

  test('says why a trick is not covered', () => {
    const open = tricks.filter(({ one }) => [coverOf(one, 'process'), coverOf(one, 'bubblewrap')].includes('not-covered'));
    expect(open.filter(({ one }) => one.open === undefined).map(({ name }) => name)).toEqual([]);
  });

  test('has an honest case in every family, so that it cannot pass by everything being red', () => {
    const families = new Set(cases.map(({ family }) => family));
    const honest = new Set(cases.filter(({ one }) => one.level === 'honest').map(({ family }) => family));
    expect([...families].filter((family) => !honest.has(family))).toEqual([]);
  });
});
