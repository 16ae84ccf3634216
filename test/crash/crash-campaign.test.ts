import { expect, test } from 'vitest';
import { campaign } from './campaign.ts';

/** `npm run crash` does the same for as long as one likes. */
test('killed at random moments, a run ends as if nothing had happened', { timeout: 300_000 }, async () => {
  const { kills, episodes } = await campaign({ kills: 6, seed: 1, workers: 1, sandbox: 'process', tell: () => undefined });
  // The stages are there for whoever reads the failure.
  const broken = episodes.filter(({ breaches }) => breaches.length > 0);
  expect({ kills, broken }).toEqual({ kills: 6, broken: [] });
});
