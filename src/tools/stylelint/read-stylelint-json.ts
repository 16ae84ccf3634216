import { isAbsolute, relative } from 'node:path';
import { z } from 'zod';
import type { Severity } from '../../domain/finding.ts';
import { parseJson } from '../parse-json.ts';
import type { LintProblem } from '../tool.ts';

const line = z.int().positive();

const answer = z.array(
  z.object({
    source: z.string(),
    ignored: z.boolean().optional(),
    /** A rule whose options make no sense is not applied. */
    invalidOptionWarnings: z.array(z.object({ text: z.string() })),
    warnings: z.array(
      z.object({
        line: line.optional(),
        column: line.optional(),
        endLine: line.nullish(),
        endColumn: line.nullish(),
        rule: z.string(),
        severity: z.enum(['error', 'warning']),
        text: z.string(),
      }),
    ),
  }),
);

type Warning = z.output<typeof answer>[number]['warnings'][number];

export interface StylelintFile {
  readonly path: string;
  readonly isIgnored: boolean;
  readonly invalidOptions: readonly string[];
  readonly problems: readonly LintProblem[];
}

/** Reads what `stylelint --formatter json` prints, paths relative to `root` (a real path); null when it is not that. */
export function readStylelintJson(text: string, root: string): StylelintFile[] | null {
  // What a config prints comes before: the report is one line, the last.
  const parsed = answer.safeParse(parseJson(text.trimEnd().split('\n').at(-1) ?? ''));
  if (!parsed.success) return null;
  return parsed.data.map(({ source, ignored, invalidOptionWarnings, warnings }) => {
    const path = (isAbsolute(source) ? relative(root, source) : source).replaceAll('\\', '/');
    return {
      path,
      isIgnored: ignored === true,
      invalidOptions: invalidOptionWarnings.map((said) => said.text),
      problems: warnings.map((warning) => problem(path, warning)),
    };
  });
}

function problem(path: string, { line: startLine, column, endLine, endColumn, rule, severity, text }: Warning): LintProblem {
  const suffix = ` (${rule})`;
  return {
    code: rule === 'CssSyntaxError' ? 'syntax' : rule,
    severity: severity satisfies Severity,
    message: text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
    path,
    ...(startLine === undefined
      ? {}
      : {
          range: {
            startLine,
            ...(column === undefined ? {} : { startColumn: column }),
            ...(endLine == null || endLine < startLine ? {} : { endLine }),
            ...(endColumn == null ? {} : { endColumn }),
          },
        }),
  };
}
