import type { Observation } from '../checker.ts';
import type { RULES } from './rules.ts';

/** What one kind of contract has to say. */
export interface ContractSighting extends Observation {
  readonly rule: keyof typeof RULES;
}
