import { stringify } from 'yaml';
import { canonicalDigest } from '../../../src/config/canonical-digest.ts';
import { configDigest, parseConfig } from '../../../src/config/load.ts';
import type { Config } from '../../../src/config/schema.ts';
import { CATALOG, CHECKER_IDS, modeOf } from '../../../src/gate/policy.ts';
import { configOf, TARGET } from '../../rig/greeter.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const PATH = '.jidoka/config.yaml';

const FULL = {
  ...TARGET,
  protectedBranch: 'main',
  env: ['CI'],
  checkers: { 'test-coverage': { mode: 'enforced', threshold: 90 }, 'style-and-convention': {} },
  agent: { name: 'command', command: ['node', 'agent.js'], timeoutMinutes: 3 },
  budget: { tokens: 100_000, usd: 2.5 },
  protectedPaths: ['deploy/**'],
};

const SEEDS: readonly string[] = [
  configOf(),
  configOf(FULL),
  '# How Jidoka judges.\nphase: 3\nsandbox: process\ncommands:\n  build: npm run build # why\n  test: |-\n    npm run test\n',
  `base: &base {path: /, status: 200}\ntarget:\n  name: process\n  probes: [*base]\n${configOf()}`,
];

/** Read configs are strict: whatever is in the text, no bound is loosened and nothing is read in two ways. */
export const config: FuzzTarget = {
  refusals: ['CONFIG_INVALID'],
  open: () => ({
    attempt(chance) {
      const text = input(chance);
      const read = parseConfig({ text, path: PATH, checkerIds: CHECKER_IDS });
      mustBeStrict(read);
      const again = parseConfig({ text: stringify(read, { aliasDuplicateObjects: false }), path: PATH, checkerIds: CHECKER_IDS });
      must(configDigest(again) === configDigest(read), 'written down and read again, it is another config', text);
      return 'read';
    },
  }),
};

function input(chance: Chance): string {
  if (chance.oneIn(2)) return mutateText(chance.oneOf(SEEDS), chance, SEEDS);
  const value = mutateJson({ phase: 3, sandbox: 'process', commands: { test: 'node --test' }, ...FULL }, chance);
  return chance.oneIn(2) ? JSON.stringify(value) : stringify(value);
}

/** Restated here on purpose: what a config may never do. */
function mustBeStrict(read: Config): void {
  must(Number.isInteger(read.phase) && read.phase >= 1 && read.phase <= 6, 'a phase that does not exist', read.phase);
  for (const entry of CATALOG) {
    const mode = modeOf(entry, { phase: read.phase, configured: read.checkers[entry.id]?.mode });
    must(mode === 'enforced' || entry.phase > read.phase, 'a checker of the phase is not enforced', entry.id);
  }
  const unknown = Object.keys(read.checkers).filter((id) => !CHECKER_IDS.includes(id));
  must(unknown.length === 0, 'options of a checker that does not exist', unknown);
  const { deadlineSeconds, warmUpSeconds, lookSeconds, weights } = read.watch;
  must(deadlineSeconds > 0 && deadlineSeconds <= 60 && warmUpSeconds <= 10 && lookSeconds > 0, 'a watch without its bounds', read.watch);
  must(weights.length > 0 && weights.every((weight) => weight > 0 && weight <= 100), 'weights that are no shares', weights);
  for (const amount of [read.budget.tokens, read.budget.usd])
    must(amount === undefined || (amount > 0 && Number.isFinite(amount)), 'a budget without bound', read.budget);
  // A digest is over finite numbers and whole characters, the same for everybody.
  must(/^[0-9a-f]{64}$/.test(canonicalDigest(read)), 'a config without a digest');
}
