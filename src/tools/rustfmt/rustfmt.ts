import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import { parseCompilerOutput } from '../../formats/compiler-output/parse-compiler-output.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import { lintInBatches } from '../lint-in-batches.ts';
import { repositoryPath } from '../repository-path.ts';
import { fromFile, printed, quoted, runProgram, unreadable } from '../run-program.ts';
import type { Linter, LintProblem } from '../tool.ts';

/** The repository's own rustfmt. Exit codes: 0 all formatted, 1 some not, or a file that does not parse. */
export function rustfmt(): Linter {
  return {
    name: 'rustfmt',
    kind: 'linter',
    handles: (path) => path.endsWith('.rs'),
    async lint({ checkout, files, signal }) {
      const run = (...args: readonly string[]) =>
        runProgram({ checkout, name: 'rustfmt', argv: ['rustfmt', ...args], whenAbsent: 'rustup component add rustfmt', signal });
      const version = await run('--version');
      const dir = realpathSync(checkout.dir);
      const editions = Map.groupBy(await withEdition(dir, files), ({ edition }) => edition);
      const parts = await Promise.all(
        [...editions].map(([edition, group]) =>
          lintInBatches(
            group.map(({ path }) => path),
            async (batch) => {
              // It looks at the modules of a file as well: of those, others are asked by their own name.
              const result = await run('--check', '-l', '--color', 'never', '--edition', edition, ...batch.map((path) => `./${path}`));
              if (result.truncated && batch.length > 1) return 'in-halves';
              if (/unstable features are only available in nightly/.test(result.stderr)) throw needsNightly();
              const listed = new Set(result.stdout.split('\n').flatMap((line) => repositoryPath(dir, posix.resolve(dir, line)) ?? []));
              const faults = result.stderr.includes('error') ? parseCompilerOutput(result.stderr, batch) : [];
              const isAnswer = result.exitCode === 0 ? listed.size === 0 : result.exitCode === 1 && listed.size + faults.length > 0;
              if (!isAnswer || result.truncated) throw unreadable('rustfmt', result, 'gave no answer');
              return {
                examined: batch,
                ignored: [],
                problems: [...syntax(faults), ...batch.filter((path) => listed.has(path)).map(unformatted)],
              };
            },
          ),
        ),
      );
      const problems = parts.flatMap((part) => part.problems);
      return {
        tool: { name: 'rustfmt', version: /\d+\.\d+\.\d+\S*/.exec(version.stdout)?.[0] ?? 'unknown' },
        examined: parts.flatMap(({ examined }) => examined),
        ignored: [],
        problems,
        reproduce: ['rustfmt', '--check', ...[...new Set(problems.map(({ path }) => path))].slice(0, 20)].map(quoted).join(' '),
      };
    },
    async formatted({ checkout, path, signal }) {
      const [{ edition = '2015' } = {}] = await withEdition(realpathSync(checkout.dir), [path]);
      // From its input, as it would print the modules of a file as well.
      const argv = fromFile(path, ['rustfmt', '--edition', edition], posix.dirname(path));
      return printed(await runProgram({ checkout, name: 'rustfmt', argv, whenAbsent: 'rustup component add rustfmt', signal }));
    },
  };
}

function needsNightly(): AdapterError {
  return new AdapterError('TOOL_UNFIT', 'the configuration of rustfmt has options that only a nightly toolchain knows', {
    hint: 'set RUSTUP_TOOLCHAIN=nightly, or name a nightly toolchain in rust-toolchain.toml',
  });
}

function unformatted(path: string): LintProblem {
  return { code: 'format', severity: 'error', message: 'is not formatted as rustfmt would', path };
}

function syntax(faults: ReturnType<typeof parseCompilerOutput>): LintProblem[] {
  return faults
    .filter(({ severity }) => severity === 'error')
    .map(({ path, range, message }) => ({ code: 'syntax', severity: 'error', message, path, ...(range === undefined ? {} : { range }) }));
}

const EDITION = /^\s*edition\s*=\s*"(\d{4})"/m;

/** What the nearest Cargo.toml says, or the root's where it leaves that to the workspace; Cargo's own default is 2015. */
async function withEdition(dir: string, files: readonly string[]): Promise<{ readonly path: string; readonly edition: string }[]> {
  const known = new Map<string, Promise<string | null>>();
  const editionOf = (folder: string): Promise<string | null> => {
    const found = known.get(folder) ?? readManifest(dir, folder);
    known.set(folder, found);
    return found;
  };
  const above = async (folder: string): Promise<string> =>
    (await editionOf(folder)) ?? (folder === '.' ? '2015' : await above(posix.dirname(folder)));
  return Promise.all(files.map(async (path) => ({ path, edition: await above(posix.dirname(path)) })));
}

async function readManifest(dir: string, folder: string): Promise<string | null> {
  const text = await readOrdinary(posix.join(dir, folder, 'Cargo.toml'), { within: dir, maxBytes: 4 * 1024 * 1024 });
  return EDITION.exec(text ?? '')?.[1] ?? null;
}
