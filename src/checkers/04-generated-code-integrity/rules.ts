import type { Observation, Rule } from '../checker.ts';

const RESTORE =
  'Restore it. If it has to go, let the work order say so: its `mayChange` names the path, and an operator approves the order.';

/** What an agent leaves behind when it did not finish. */
const ARTEFACT_RULES = {
  'elision-placeholder': {
    severity: 'error',
    title: 'No comment stands in for code that was left out',
    remediation: 'Write the code that the comment stands for, in full.',
  },
  'merge-marker': {
    severity: 'error',
    title: 'No merge conflict is left unresolved',
    remediation: 'Resolve the conflict and remove its markers.',
  },
  'stray-code-fence': {
    severity: 'error',
    title: 'No Markdown fence is left in source code',
    remediation: 'Remove the fence, and the text around it that is no code.',
  },
  'truncated-file': {
    severity: 'error',
    title: 'Every source file is a whole program',
    remediation: 'Complete the file: the message says where the parser stopped.',
  },
  'invisible-character': {
    severity: 'error',
    title: 'No invisible character hides what a file says',
    remediation: 'Remove the character, or write it as an escape (\\u200b) where it is meant.',
  },
  'unresolved-import': {
    severity: 'error',
    title: 'Every import leads somewhere',
    remediation:
      'Correct the name; or, if the package is really meant and known to be the right one, add it to package.json and the lockfile.',
  },
  'duplicate-definition': {
    severity: 'error',
    title: 'Nothing is defined twice',
    remediation: 'Keep one of the definitions: the later one silently replaces the earlier.',
  },
  'locked-package-swapped': {
    severity: 'error',
    title: 'No lockfile installs something else under a name and version it had, nor from a place nobody named',
    remediation:
      "Restore the lockfile and let the package manager write it again. A registry that really moves belongs into the base commit's settings first, or the lockfile into the order's `mayChange`.",
  },
  stub: {
    severity: 'error',
    title: 'Nothing is left unimplemented',
    remediation: 'Implement it, handle the error, or compute the value again.',
  },
} as const satisfies Record<string, Rule>;

/** What makes a gate weaker; only an approved order's `mayChange` clears these. */
const WEAKENING_RULES = {
  'test-deleted': { severity: 'error', title: 'No test is taken away', remediation: RESTORE },
  'test-skipped': { severity: 'error', title: 'No test is switched off', remediation: RESTORE },
  'assertion-removed': { severity: 'error', title: 'No test asserts less than before', remediation: RESTORE },
  'threshold-lowered': { severity: 'error', title: 'No threshold is lowered', remediation: RESTORE },
  'exclude-widened': { severity: 'error', title: 'Nothing more is left out of the checks', remediation: RESTORE },
  'suppression-added': {
    severity: 'error',
    title: 'No check is silenced in the code',
    remediation: 'Repair what the tool complains about instead of silencing it; or let the work order say so in `mayChange`.',
  },
  'protected-path': { severity: 'error', title: 'What decides how changes are judged stays as it is', remediation: RESTORE },
} as const satisfies Record<string, Rule>;

/** What is wrong with waivers. */
const WAIVER_RULES = {
  'waiver-invalid': {
    severity: 'error',
    title: 'Every waiver is one',
    remediation: 'Write it with `jidoka waive`, or take it out of .jidoka/waivers.yaml.',
  },
  'waiver-expired': {
    severity: 'error',
    title: 'No waiver outlives its day',
    remediation: 'Repair what it waived and take it out of .jidoka/waivers.yaml, or waive it again with `jidoka waive`.',
  },
  // Said by the gate about the checker whose finding the waiver names: nobody else knows that there is none.
  'waiver-dangling': {
    severity: 'error',
    title: 'Every waiver waives something',
    remediation: 'Take it out of .jidoka/waivers.yaml.',
  },
} as const satisfies Record<string, Rule>;

/** What generators of the options write; the message names the command. */
const GENERATOR_RULES = {
  'generated-file-stale': {
    severity: 'error',
    title: 'What is generated is what its generator writes',
    remediation: 'Run the generator and commit what it writes.',
  },
  'generator-not-deterministic': {
    severity: 'error',
    title: 'A generator writes the same each time',
    remediation: 'Take times, random values, absolute paths and unsorted listings out of what it writes.',
  },
  'generator-failed': {
    severity: 'error',
    title: 'Every generator runs in a clean checkout',
    remediation: 'Run it in a clean checkout and repair it.',
  },
} as const satisfies Record<string, Rule>;

export const RULES = {
  ...ARTEFACT_RULES,
  ...GENERATOR_RULES,
  ...WEAKENING_RULES,
  ...WAIVER_RULES,
  'outside-scope': {
    severity: 'error',
    title: "Nothing outside the work order's scope is touched",
    remediation: "Take the file out of the change, or widen the order's `scope` and have it approved again.",
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

export interface Sighting extends Observation {
  readonly rule: RuleId;
}

export function isWeakening(rule: RuleId): boolean {
  return Object.hasOwn(WEAKENING_RULES, rule);
}
