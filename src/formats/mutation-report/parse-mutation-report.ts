import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';

/** Something else that stood in the code for a run of the tests. */
export interface Mutant {
  readonly mutator: string;
  readonly replacement: string | null;
  /** `invalid`: it did not compile, or broke what runs tests. `ignored`: the project's own settings leave it out. */
  readonly fate: 'found' | 'survived' | 'no-coverage' | 'invalid' | 'ignored';
  readonly startLine: number;
  readonly endLine: number;
}

const FATES = {
  Killed: 'found',
  Timeout: 'found',
  Survived: 'survived',
  NoCoverage: 'no-coverage',
  CompileError: 'invalid',
  RuntimeError: 'invalid',
  Ignored: 'ignored',
} as const satisfies Readonly<Record<string, Mutant['fate']>>;

const position = z.object({ line: z.int().positive() });
const report = z.object({
  schemaVersion: z.string(),
  files: z.record(
    z.string().min(1).max(4096),
    z.object({
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string().optional(),
          // Not `Pending`: the run did not come to its end.
          status: z.literal(['Killed', 'Timeout', 'Survived', 'NoCoverage', 'CompileError', 'RuntimeError', 'Ignored']),
          location: z.object({ start: position, end: position }),
        }),
      ),
    }),
  ),
});

/** Reads a report in the schema of mutation-testing-elements, as the Strykers write it, by file. AdapterError when it is anything else, or not finished. */
export function parseMutationReport(text: string): ReadonlyMap<string, readonly Mutant[]> {
  const read = report.safeParse(parsed(text));
  if (!read.success)
    throw new AdapterError('UNREADABLE_REPORT', `the report of mutants cannot be believed: ${z.prettifyError(read.error).slice(0, 300)}`);
  return new Map(
    Object.entries(read.data.files).map(([path, { mutants }]) => [
      path,
      mutants.map(({ mutatorName, replacement = null, status, location: { start, end } }) => ({
        mutator: mutatorName,
        replacement,
        fate: FATES[status],
        startLine: start.line,
        endLine: end.line,
      })),
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AdapterError('UNREADABLE_REPORT', 'the report of mutants is not JSON', { cause });
  }
}
