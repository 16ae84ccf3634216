import { isAbsolute, relative } from 'node:path';
import { z } from 'zod';
import type { Range, Severity } from '../domain/finding.ts';
import { parseJson } from './parse-json.ts';
import type { LintProblem } from './tool.ts';

const message = z.object({
  // ESLint 7 has none where a file is left out.
  ruleId: z.string().nullish(),
  fatal: z.boolean().optional(),
  severity: z.union([z.literal(1), z.literal(2)]),
  message: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  endLine: z.int().nullish(),
  endColumn: z.int().nullish(),
});
type Message = z.output<typeof message>;

const answer = z.array(z.object({ filePath: z.string(), messages: z.array(message) }));

const SEVERITY: Record<Message['severity'], Severity> = { 1: 'warning', 2: 'error' };

/** A whole file left out, by config or by ESLint's own defaults: a warning without rule and place. */
const IGNORED = /^File ignored\b/;

export interface EslintFile {
  readonly path: string;
  readonly isIgnored: boolean;
  readonly problems: readonly LintProblem[];
}

/** Reads what `eslint --format json` prints, paths relative to `root` (a real path); null when it is not that. */
export function readEslintJson(text: string, root: string): EslintFile[] | null {
  // A config that prints something prints it before: the report is one line, the last.
  const report = text.trimEnd().split('\n').at(-1) ?? '';
  const parsed = answer.safeParse(parseJson(report));
  if (!parsed.success) return null;
  return parsed.data.map(({ filePath, messages }) => {
    const path = (isAbsolute(filePath) ? relative(root, filePath) : filePath).replaceAll('\\', '/');
    const isIgnored = messages.length === 1 && messages.every((only) => isIgnoredNote(only));
    return { path, isIgnored, problems: isIgnored ? [] : messages.map((said) => problem({ path, root, said })) };
  });
}

function isIgnoredNote({ ruleId, fatal, line, message: text }: Message): boolean {
  return ruleId == null && fatal !== true && line === undefined && IGNORED.test(text);
}

function problem({ path, root, said }: { readonly path: string; readonly root: string; readonly said: Message }): LintProblem {
  const range = rangeOf(said);
  return {
    code: said.ruleId ?? (said.fatal === true ? 'syntax' : 'eslint'),
    severity: SEVERITY[said.severity],
    // The same problem is in another folder on the base commit, and would be another one by its words.
    message: said.message.replaceAll(`${root}/`, ''),
    path,
    ...(range === undefined ? {} : { range }),
    // A file that does not parse has a place where; without one it was the parser that could not work, for example for a tsconfig.json that leads nowhere.
    ...(said.fatal === true && range === undefined ? { isUnreadable: true } : {}),
  };
}

function rangeOf({ line, column, endLine, endColumn }: Message): Range | undefined {
  if (line === undefined || line < 1) return undefined;
  return {
    startLine: line,
    ...(column === undefined || column < 1 ? {} : { startColumn: column }),
    ...(endLine == null || endLine < line ? {} : { endLine }),
    ...(endColumn == null || endColumn < 1 ? {} : { endColumn }),
  };
}
