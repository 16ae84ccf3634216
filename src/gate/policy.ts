import type { JoinedChecker } from '../config/joined-checkers.ts';
import { UserError } from '../domain/error.ts';
import type { Mode } from '../domain/verdict.ts';

export interface CatalogEntry {
  readonly number: number;
  readonly id: string;
  readonly judges: readonly ('change' | 'release' | 'factory')[];
  /** Adoption phase from which it is enforced. */
  readonly phase: number;
  /** False: it does not exist yet and is listed as "not built", never as passed. A built one that is missing stops everything. */
  readonly isBuilt: boolean;
}

/** The twenty. */
export const CATALOG: readonly CatalogEntry[] = [
  { number: 1, id: 'schema-validation', judges: ['change'], phase: 2, isBuilt: true },
  { number: 2, id: 'pipeline-metrics', judges: ['factory'], phase: 1, isBuilt: true },
  { number: 3, id: 'contract-compatibility', judges: ['change'], phase: 2, isBuilt: true },
  { number: 4, id: 'generated-code-integrity', judges: ['change'], phase: 2, isBuilt: true },
  { number: 5, id: 'build-and-compile', judges: ['change'], phase: 2, isBuilt: true },
  { number: 6, id: 'test-coverage', judges: ['change'], phase: 3, isBuilt: true },
  { number: 7, id: 'style-and-convention', judges: ['change'], phase: 3, isBuilt: true },
  { number: 8, id: 'security-scan', judges: ['change'], phase: 3, isBuilt: true },
  { number: 9, id: 'dependency-compliance', judges: ['change'], phase: 3, isBuilt: true },
  { number: 10, id: 'architectural-consistency', judges: ['change'], phase: 5, isBuilt: false },
  { number: 11, id: 'cost-guard', judges: ['change', 'factory'], phase: 4, isBuilt: false },
  { number: 12, id: 'deployment-health', judges: ['release'], phase: 4, isBuilt: false },
  { number: 13, id: 'regression-detector', judges: ['release'], phase: 4, isBuilt: false },
  { number: 14, id: 'escaped-defect-analyzer', judges: ['factory'], phase: 6, isBuilt: false },
  { number: 15, id: 'prompt-effectiveness', judges: ['factory'], phase: 6, isBuilt: false },
  { number: 16, id: 'requirements-traceability', judges: ['change'], phase: 5, isBuilt: false },
  { number: 17, id: 'code-review', judges: ['change'], phase: 6, isBuilt: false },
  { number: 18, id: 'resilience', judges: ['release'], phase: 4, isBuilt: false },
  { number: 19, id: 'documentation-currency', judges: ['change'], phase: 5, isBuilt: false },
  { number: 20, id: 'factory-self-assessment', judges: ['factory'], phase: 6, isBuilt: false },
];

export const CHECKER_IDS: readonly string[] = CATALOG.map(({ id }) => id);

/** The twenty and what the repository adds to them. */
export function catalogOf(joined: readonly JoinedChecker[]): readonly CatalogEntry[] {
  return [...CATALOG, ...joined.map(entryOf)];
}

function entryOf({ number, id, belongsTo }: JoinedChecker): CatalogEntry {
  const phase = CATALOG.find((entry) => entry.id === belongsTo)?.phase ?? 1;
  return { number, id, judges: ['change'], phase, isBuilt: true };
}

/** What the phase says, tightened by the config, never loosened. */
export function modeOf(
  { phase: from }: CatalogEntry,
  { phase, configured }: { readonly phase: number; readonly configured: Mode | undefined },
): Mode {
  return from <= phase || configured === 'enforced' ? 'enforced' : 'shadow';
}

/** The catalog entry a person named by id or number. UserError when there is none. */
export function checkerNamed(name: string, joined: readonly JoinedChecker[] = []): CatalogEntry {
  const entry = catalogOf(joined).find(({ id, number }) => id === name || String(number) === name);
  if (entry === undefined) {
    throw new UserError('UNKNOWN_CHECKER', `there is no checker ${JSON.stringify(name)}`, {
      hint: `The twenty are: ${CHECKER_IDS.join(', ')}.${joined.length === 0 ? '' : ` The base commit adds: ${joined.map(({ id }) => id).join(', ')}.`}`,
    });
  }
  return entry;
}
