import { resolve } from 'node:path';
import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import type { SarifReport } from '../../formats/sarif/parse-sarif.ts';
import { parseJson } from '../parse-json.ts';
import { repositoryPath } from '../repository-path.ts';

const line = z.int().min(0);

const shellcheck = z.object({
  comments: z.array(
    z.object({
      file: z.string(),
      line,
      endLine: line,
      column: line,
      endColumn: line,
      level: z.enum(['error', 'warning', 'info', 'style']),
      code: z.int(),
      message: z.string(),
    }),
  ),
});

const actionlint = z.array(
  z.object({ message: z.string(), filepath: z.string(), line, column: line, end_column: line.optional(), kind: z.string().min(1) }),
);

/** Kinds of actionlint's that hand on what another program says of a script. */
const HANDED_ON = new Set(['shellcheck', 'pyflakes']);

/** `json1` of ShellCheck. AdapterError when it is none. */
export function readShellcheck(text: string, root: string): SarifReport {
  const { comments } = parsed(shellcheck, { text, name: 'ShellCheck' });
  return {
    ...NOTHING_MORE,
    problems: comments.map(({ file, line: startLine, endLine, column, endColumn, level, code, message }) => ({
      code: `SC${code}`,
      severity: level === 'info' || level === 'style' ? 'note' : level,
      message,
      path: repositoryPath(root, resolve(root, file)),
      ...rangeOf({ startLine, endLine, startColumn: column, endColumn }),
    })),
  };
}

/** What actionlint prints for the template `{{json .}}`. AdapterError when it is none. */
export function readActionlint(text: string, root: string): SarifReport {
  return {
    ...NOTHING_MORE,
    problems: parsed(actionlint, { text, name: 'actionlint' }).map(({ message, filepath, line: startLine, column, kind }) => ({
      code: kind,
      severity: HANDED_ON.has(kind) ? 'warning' : 'error',
      message,
      path: repositoryPath(root, resolve(root, filepath)),
      ...rangeOf({ startLine, endLine: startLine, startColumn: column, endColumn: 0 }),
    })),
  };
}

const NOTHING_MORE = { tool: { name: '', version: null }, files: [], failures: [] };

function parsed<T>(schema: z.ZodType<T>, { text, name }: { readonly text: string; readonly name: string }): T {
  const answer = schema.safeParse(parseJson(text));
  if (answer.success) return answer.data;
  const [issue] = answer.error.issues;
  throw new AdapterError(
    'REPORT_UNREADABLE',
    `the report is none of ${name}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`,
  );
}

/** A line or column of 0 is one that nobody knows. */
function rangeOf(all: { readonly startLine: number; readonly endLine: number; readonly startColumn: number; readonly endColumn: number }) {
  const { startLine, endLine, startColumn, endColumn } = all;
  if (startLine === 0) return {};
  return {
    range: {
      startLine,
      ...(startColumn === 0 ? {} : { startColumn }),
      ...(endLine < startLine ? {} : { endLine }),
      ...(endColumn === 0 ? {} : { endColumn }),
    },
  };
}
