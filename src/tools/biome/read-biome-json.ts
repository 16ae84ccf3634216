import { isAbsolute, relative } from 'node:path';
import { z } from 'zod';
import type { Range, Severity } from '../../domain/finding.ts';
import { parseJson } from '../parse-json.ts';
import type { LintProblem } from '../tool.ts';

const position = z.object({ line: z.int(), column: z.int() });

/** Biome 2. */
const byPosition = z.object({ path: z.string(), start: position, end: position });

/** Biome 1: offsets in bytes of the source that comes with them. */
const byOffset = z.object({
  path: z.object({ file: z.string() }),
  span: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).nullable(),
  sourceCode: z.string().nullable(),
});

const diagnostic = z.object({
  category: z.string(),
  /** From 2.5 on `info`, and what it was called before. */
  severity: z.enum(['fatal', 'error', 'warning', 'information', 'info', 'hint']),
  /** Biome 1 has its text here and markup in `message`. */
  description: z.string().optional(),
  message: z.unknown(),
  location: z.union([byPosition, byOffset]),
});
type Diagnostic = z.output<typeof diagnostic>;

const count = z.int().nonnegative();
const answer = z.object({
  summary: z.object({ changed: count, unchanged: count, diagnosticsNotPrinted: count.optional() }),
  diagnostics: z.array(diagnostic),
});

const SEVERITY: Record<Diagnostic['severity'], Severity> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  information: 'note',
  info: 'note',
  hint: 'note',
};

export interface BiomeAnswer {
  /** How many of the files it was given it looked at; it does not say which. */
  readonly fileCount: number;
  /** It found more than it printed. */
  readonly isClipped: boolean;
  readonly problems: readonly LintProblem[];
}

/** Reads what `biome check --reporter=json` prints, paths relative to `root`; null when it is not that. */
export function readBiomeJson(text: string, root: string): BiomeAnswer | null {
  const parsed = answer.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { summary, diagnostics } = parsed.data;
  return {
    fileCount: summary.changed + summary.unchanged,
    isClipped: (summary.diagnosticsNotPrinted ?? 0) > 0,
    problems: diagnostics.map((said) => {
      const { path, range } = placeOf(said.location);
      return {
        code: said.category,
        severity: SEVERITY[said.severity],
        message: said.category === 'format' ? 'is not formatted as Biome would' : (said.description ?? String(said.message)),
        path: (isAbsolute(path) ? relative(root, path) : path).replaceAll('\\', '/'),
        ...(range === undefined ? {} : { range }),
      };
    }),
  };
}

function placeOf(location: Diagnostic['location']): { readonly path: string; readonly range?: Range } {
  if ('start' in location) {
    const { path, start, end } = location;
    if (start.line < 1) return { path };
    return { path, range: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column } };
  }
  const { path, span, sourceCode } = location;
  if (span === null || sourceCode === null) return { path: path.file };
  const bytes = Buffer.from(sourceCode);
  const [start, end] = span.map((offset) => {
    const lines = bytes.subarray(0, offset).toString().split('\n');
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  });
  if (start === undefined || end === undefined) return { path: path.file };
  return { path: path.file, range: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column } };
}
