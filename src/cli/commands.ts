import type { Command } from './command.ts';

export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly default: Command }>;
}

/** Every command, in the order of the help. Each is loaded only when it is called. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  demo: { summary: 'watch an order go down the whole line, in a temporary folder', load: () => import('./commands/demo.ts') },
  init: { summary: 'detect the project, prove its clean head, write .jidoka/', load: () => import('./commands/init.ts') },
  check: { summary: 'judge a change: what it brings in, not what was there before', load: () => import('./commands/check.ts') },
  audit: {
    summary: 'what the rules would have said about the last commits; needs no config and runs no code',
    load: () => import('./commands/audit.ts'),
  },
  run: { summary: 'take one order down the whole line', load: () => import('./commands/run.ts') },
  orders: { summary: 'the backlog: list, show, add, approve, reject', load: () => import('./commands/orders.ts') },
  runs: { summary: 'runs: list, show, resume, cancel', load: () => import('./commands/runs.ts') },
  resume: { summary: 'clear a stopped line', load: () => import('./commands/resume.ts') },
  explain: { summary: 'why a run, a finding or a rule is what it is', load: () => import('./commands/explain.ts') },
  release: { summary: 'deliver an attested commit', load: () => import('./commands/release.ts') },
  rollback: { summary: 'give the previous release all the traffic again', load: () => import('./commands/rollback.ts') },
  status: { summary: 'what runs', load: () => import('./commands/status.ts') },
  stop: { summary: 'end the service and its supervisor', load: () => import('./commands/stop.ts') },
  verify: { summary: 'check the attestation of a commit', load: () => import('./commands/verify.ts') },
  waive: { summary: 'live with one finding until a day: signed, listed in every report', load: () => import('./commands/waive.ts') },
  keys: { summary: 'the keys that sign attestations: list, new, trust, rotate', load: () => import('./commands/keys.ts') },
  ledger: { summary: 'the ledger: verify, export', load: () => import('./commands/ledger.ts') },
  doctor: {
    summary: 'what is found, what is missing, and whether every checker can still fail',
    load: () => import('./commands/doctor.ts'),
  },
  clean: { summary: 'free the space of what is over', load: () => import('./commands/clean.ts') },
};

/** Started by Jidoka itself, or by git. */
export const hiddenCommands: typeof commands = {
  hook: { summary: 'what git calls at a commit', load: () => import('./commands/hook.ts') },
  supervise: { summary: 'own a target: its proxy, its releases and the watch', load: () => import('./commands/supervise.ts') },
};
