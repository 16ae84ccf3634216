import { z } from 'zod';
import { parseJson } from '../parse-json.ts';
import { repositoryPath } from '../repository-path.ts';
import type { LintProblem } from '../tool.ts';

const place = z.object({ row: z.int().positive(), column: z.int().positive() });

/** Older versions have no code for what does not parse. */
const answer = z.array(
  z.object({
    code: z.string().nullable(),
    message: z.string(),
    filename: z.string(),
    location: place.nullable(),
    end_location: place.nullish(),
    severity: z.string().nullish(),
  }),
);

/** Reads what `ruff check --output-format=json` prints; `root` is the checkout's real path. Null when it is not that, or speaks of a file elsewhere. */
export function readRuffJson(text: string, root: string): readonly LintProblem[] | null {
  const parsed = answer.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const problems = parsed.data.flatMap(({ code, message, filename, location, end_location: end, severity }): LintProblem[] => {
    const path = repositoryPath(root, filename);
    if (path === null) return [];
    const range =
      location === null
        ? {}
        : {
            range: {
              startLine: location.row,
              startColumn: location.column,
              ...(end == null ? {} : { endLine: end.row, endColumn: end.column }),
            },
          };
    return [{ code: code ?? 'syntax', severity: severity === 'warning' ? 'warning' : 'error', message, path, ...range }];
  });
  return problems.length === parsed.data.length ? problems : null;
}
