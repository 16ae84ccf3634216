import type { Range } from '../../domain/finding.ts';
import { replacedPlaces } from '../../formats/unified-diff/replaced-places.ts';
import { lintInBatches } from '../lint-in-batches.ts';
import { quoted, runProgram, unreadable } from '../run-program.ts';
import { syntaxFaults } from '../syntax-faults.ts';
import type { Linter, LintProblem, LintRequest } from '../tool.ts';

/** Go leaves these out, and what lies there need not be valid. */
const ASIDE = /(^|\/)(testdata|vendor)\//;
/** `a.go:3:1: expected declaration, found x` */
const FAULT = /^(\S[^:]*\.go):(\d{1,7}):(\d{1,7}): (.+)$/gm;

/** The formatter that comes with Go: every Go project's own. Exit codes: 0 formatted or not, 2 a file that does not parse. */
export function gofmt(): Linter {
  const run = ({ checkout, signal }: LintRequest, argv: readonly [string, ...string[]]) =>
    runProgram({ checkout, name: argv[0], argv, whenAbsent: 'install Go: gofmt comes with it', signal });
  return {
    name: 'gofmt',
    kind: 'linter',
    handles: (path) => path.endsWith('.go') && !ASIDE.test(path),
    async lint(request) {
      const version = await run(request, ['go', 'version']);
      const part = await lintInBatches(request.files, async (batch) => {
        const result = await run(request, ['gofmt', '-l', '--', ...batch]);
        if (result.truncated && batch.length > 1) return 'in-halves';
        const faults = syntaxFaults(result.stderr, { pattern: FAULT, files: batch });
        const listed = result.stdout.split('\n').filter((line) => line !== '');
        const isAnswer = result.exitCode === 0 ? result.stderr === '' : result.exitCode === 2 && faults.length > 0;
        if (!isAnswer || result.truncated || listed.some((path) => !batch.includes(path)))
          throw unreadable('gofmt', result, 'gave no answer');
        const places = listed.length === 0 ? NO_PLACES : replacedPlaces((await run(request, ['gofmt', '-d', '--', ...listed])).stdout);
        return { examined: batch, ignored: [], problems: [...faults, ...listed.flatMap((path) => unformatted(path, places))] };
      });
      const files = [...new Set(part.problems.map(({ path }) => path))];
      return {
        tool: { name: 'gofmt', version: /\bgo(\d\S*)/.exec(version.stdout)?.[1] ?? 'unknown' },
        ...part,
        reproduce: ['gofmt', '-d', ...files.slice(0, 20)].map(quoted).join(' '),
      };
    },
    async fix(request) {
      await lintInBatches(request.files, async (batch) => {
        await run(request, ['gofmt', '-w', '--', ...batch]);
        return { examined: batch, ignored: [], problems: [] };
      });
    },
  };
}

const NO_PLACES: ReadonlyMap<string, readonly Range[]> = new Map();
/** Nobody goes through more by hand. */
const MAX_PLACES = 100;

/** At each place, as files that an older gofmt has formatted are common, and what a change adds to those is its own. */
function unformatted(path: string, places: ReadonlyMap<string, readonly Range[]>): LintProblem[] {
  const problem = { code: 'format', severity: 'error', message: 'is not formatted as gofmt would', path } as const;
  const found = places.get(`${path}.orig`) ?? [];
  return found.length === 0 || found.length > MAX_PLACES ? [problem] : found.map((range) => ({ ...problem, range }));
}
