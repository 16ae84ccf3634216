import type { Rule } from '../checker.ts';

const KEEP =
  'Keep what was there and add the new beside it. If the break is meant: raise the version so that it says so, and have the finding waived (jidoka waive).';

export const RULES = {
  'api-break': { severity: 'error', title: 'No client of an HTTP API breaks', remediation: KEEP },
  'contract-unreadable': {
    severity: 'error',
    title: 'A published definition can still be read',
    remediation: 'Repair the file where the message says; nobody can compare what cannot be read.',
  },
  'version-not-raised': {
    severity: 'error',
    title: 'A contract that breaks says so in its version',
    remediation: 'Raise the first number of the version (below 1 the second), or keep the contract compatible.',
  },
} as const satisfies Record<string, Rule>;
