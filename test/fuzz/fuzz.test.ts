import { expect, test } from 'vitest';
import { campaign } from './campaign.ts';
import { TARGET_NAMES } from './targets.ts';

/** Those that ask git or write a file for every input get fewer. */
const SLOW: Readonly<Record<string, number>> = {
  trees: 40,
  captures: 30,
  'ledger-file': 100,
  lockfiles: 60,
  'dependency-graphs': 60,
  contracts: 100,
  'schema-texts': 100,
};

// `npm run fuzz` gives each ten thousand; the same numbers make the same inputs.
test.each(TARGET_NAMES)('%s: no crash, no hang, nothing believed', async (name) => {
  const { inputs, answered, refused, faults } = await campaign(name, { inputs: SLOW[name] ?? 300, seed: 1 });
  expect(faults).toEqual([]);
  const sum = [...Object.values(answered), ...Object.values(refused)].reduce((one, two) => one + two, 0);
  expect(sum).toEqual(inputs);
});
