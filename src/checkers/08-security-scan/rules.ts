import type { Observation, Rule } from '../checker.ts';
import { PIPELINE_RULES } from './pipelines/pipeline-rules.ts';
import { WEAKNESS_RULES } from './sast/weakness-rules.ts';

const ROTATE =
  'Take it out and revoke it: whoever can read the repository has it, and deleting the line leaves it in the history. Read it from the environment or a secret store.';

const SECRET_RULES = {
  'provider-token': { severity: 'error', title: 'No token of a provider is in the repository (CWE-798)', remediation: ROTATE },
  'private-key': { severity: 'error', title: 'No private key is in the repository (CWE-321)', remediation: ROTATE },
  'credential-in-url': { severity: 'error', title: 'No URL or connection string carries a password (CWE-798)', remediation: ROTATE },
  'credential-file': { severity: 'error', title: 'No file of credentials is in the repository (CWE-538)', remediation: ROTATE },
  'hard-coded-secret': { severity: 'error', title: 'No password or key is written into the source (CWE-798)', remediation: ROTATE },
  'gitleaks-rule': {
    severity: 'error',
    title: 'Nothing that .gitleaks.toml of the base commit looks for is in the repository',
    remediation: ROTATE,
  },
} as const satisfies Record<string, Rule>;

const ADVISORY_RULES = {
  'vulnerable-dependency': {
    severity: 'error',
    title: 'No lockfile brings in a version that an advisory names (CWE-1395)',
    remediation: 'Use a version in which it is mended; where it does no harm a person may waive it.',
  },
} as const satisfies Record<string, Rule>;

export const RULES = { ...SECRET_RULES, ...WEAKNESS_RULES, ...PIPELINE_RULES, ...ADVISORY_RULES } as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

export interface Sighting extends Observation {
  readonly rule: RuleId;
}
