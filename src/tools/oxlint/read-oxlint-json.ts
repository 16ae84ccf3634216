import { z } from 'zod';
import type { Severity } from '../../domain/finding.ts';
import { parseJson } from '../parse-json.ts';
import type { LintProblem } from '../tool.ts';

const position = z.object({ line: z.int().positive(), column: z.int().positive() });

const answer = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      /** Absent for a file that does not parse. */
      code: z.string().optional(),
      severity: z.enum(['error', 'warning', 'advice']),
      help: z.string().optional(),
      filename: z.string(),
      labels: z.array(z.object({ span: position })),
    }),
  ),
  number_of_files: z.int().nonnegative(),
});

const SEVERITY: Record<'error' | 'warning' | 'advice', Severity> = { error: 'error', warning: 'warning', advice: 'note' };

export interface OxlintAnswer {
  /** How many of the files it was given it looked at; it does not say which. */
  readonly fileCount: number;
  readonly problems: readonly LintProblem[];
}

/** Reads what `oxlint --format json` prints; null when it is not that. */
export function readOxlintJson(text: string): OxlintAnswer | null {
  // Before the JSON it may say "No files found to lint".
  const start = text.indexOf('{');
  const parsed = answer.safeParse(parseJson(text.slice(start)));
  if (start === -1 || !parsed.success) return null;
  return {
    fileCount: parsed.data.number_of_files,
    problems: parsed.data.diagnostics.map(({ message, code, severity, help, filename, labels }) => {
      const place = labels[0]?.span;
      return {
        code: code ?? 'syntax',
        severity: SEVERITY[severity],
        message: help === undefined ? message : `${message.replace(/\.$/, '')}. ${help}`,
        path: filename.replaceAll('\\', '/'),
        ...(place === undefined ? {} : { range: { startLine: place.line, startColumn: place.column } }),
      };
    }),
  };
}
