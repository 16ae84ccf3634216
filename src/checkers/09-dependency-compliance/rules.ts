import type { Observation, Rule } from '../checker.ts';

export const RULES = {
  'manifest-unreadable': {
    severity: 'error',
    title: 'Every manifest can be read',
    remediation: 'Repair the file: nothing tells what it asks for.',
  },
  'lockfile-unreadable': {
    severity: 'error',
    title: 'Every changed lockfile can be read',
    remediation: 'Restore the lockfile and let the package manager write it again. A binary one is replaced by one of text.',
  },
  'lockfile-disagrees': {
    severity: 'error',
    title: 'The lockfile holds what the manifests ask for',
    remediation: 'Let the package manager write the lockfile again and commit it together with the manifest.',
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

export interface Sighting extends Observation {
  readonly rule: RuleId;
}
