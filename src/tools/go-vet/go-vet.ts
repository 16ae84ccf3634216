import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import { exists } from '../../platform/files.ts';
import { lintInBatches } from '../lint-in-batches.ts';
import { repositoryPath } from '../repository-path.ts';
import { quoted, runProgram, unreadable } from '../run-program.ts';
import type { Linter, LintProblem, LintRequest } from '../tool.ts';

/** `a.go:5:12: message`; with `vet: ` in front where the package does not compile, and so is not looked at. */
const SAID = /^(?<unchecked>vet: )?(?<path>\S[^:]*\.go):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?: (?<message>.+)$/;
/** It says so at the place of each import of the package, as if the code were wrong there. */
const NOT_HERE = /module lookup disabled by GOPROXY=off/;
/** The files that belong to a package on this system, one a line. */
const FILES =
  '{{$dir := .Dir}}{{range .GoFiles}}{{$dir}}/{{.}}\n{{end}}{{range .CgoFiles}}{{$dir}}/{{.}}\n{{end}}{{range .TestGoFiles}}{{$dir}}/{{.}}\n{{end}}{{range .XTestGoFiles}}{{$dir}}/{{.}}\n{{end}}';

/** `go vet` of the packages of these files, in the module at the root. Exit codes: 0 nothing found, 1 or 2 something, or a package that does not compile. */
export function goVet(): Linter {
  const run = ({ checkout, signal }: LintRequest, ...args: readonly string[]) =>
    runProgram({ checkout, name: 'go', argv: ['go', ...args], whenAbsent: 'install Go', signal });
  return {
    name: 'go vet',
    kind: 'linter',
    handles: (path) => path.endsWith('.go') && !/(^|\/)(testdata|vendor|[._][^/]*)\//.test(path),
    async lint(request) {
      const root = realpathSync(request.checkout.dir);
      const version = await run(request, 'version');
      const own = request.files.filter((path) => isInModule(root, path));
      const elsewhere = request.files.filter((path) => !isInModule(root, path));
      const part = await lintInBatches(own, async (batch) => {
        const packages = packagesOf(batch);
        const listed = await run(request, 'list', '-e', '-f', FILES, ...packages);
        if (listed.exitCode !== 0 || listed.truncated) throw unreadable('go list', listed, 'gave no answer');
        const looked = new Set(listed.stdout.split('\n').map((line) => repositoryPath(root, line)));
        const examined = batch.filter((path) => looked.has(path));
        const ignored = batch.filter((path) => !looked.has(path));
        if (examined.length === 0) return { examined, ignored, problems: [] };
        const result = await run(request, 'vet', ...packagesOf(examined));
        if (result.truncated && batch.length > 1) return 'in-halves';
        if (NOT_HERE.test(result.stderr))
          throw new AdapterError('MODULES_MISSING', 'go vet needs modules that are not on this machine, and nothing is downloaded for it', {
            hint: 'run `go mod download` here first, for the change and for its base',
          });
        const said = result.stderr.split('\n').flatMap((line) => problemOf(line, root));
        const isExplained = result.exitCode === 0 ? said.length === 0 : said.length > 0;
        // What does not compile, and is none of the files, is why they were not looked at.
        const isBlind = said.some(({ isUnchecked, problem }) => isUnchecked && !batch.includes(problem.path));
        if (!isExplained || isBlind || result.truncated) throw unreadable('go vet', result, 'gave no answer');
        return { examined, ignored, problems: said.map(({ problem }) => problem).filter(({ path }) => batch.includes(path)) };
      });
      return {
        tool: { name: 'go vet', version: /\bgo(\d\S*)/.exec(version.stdout)?.[1] ?? 'unknown' },
        ...part,
        ignored: [...part.ignored, ...elsewhere],
        reproduce: ['go', 'vet', ...packagesOf(part.problems.map(({ path }) => path)).slice(0, 20)].map(quoted).join(' '),
      };
    },
  };
}

function packagesOf(files: readonly string[]): string[] {
  return [...new Set(files.map((path) => `./${posix.dirname(path)}`))];
}

/** A folder below with a `go.mod` of its own is another module, which commands at the root do not see. */
function isInModule(root: string, path: string): boolean {
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder))
    if (exists(posix.join(root, folder, 'go.mod'))) return false;
  return true;
}

function problemOf(text: string, root: string): { readonly isUnchecked: boolean; readonly problem: LintProblem }[] {
  const { unchecked, path: printed = '', line, column, message = '' } = SAID.exec(text)?.groups ?? {};
  const path = message === '' ? null : repositoryPath(root, posix.resolve(root, printed));
  if (path === null) return [];
  const range = { startLine: Number(line), ...(column === undefined ? {} : { startColumn: Number(column) }) };
  return [{ isUnchecked: unchecked !== undefined, problem: { code: 'vet', severity: 'error', message, path, range } }];
}
