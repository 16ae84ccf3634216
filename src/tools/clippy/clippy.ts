import { realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import { filesBelow } from '../../platform/files-below.ts';
import { type PrivateFolder, privateFolder } from '../../platform/private-folder.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import { repositoryPath } from '../repository-path.ts';
import { quoted, runProgram, unreadable } from '../run-program.ts';
import type { Linter, LintProblem, LintRequest } from '../tool.ts';
import { type CargoMessage, type CargoReport, readCargoJson } from './read-cargo-json.ts';

/** Where the CI does not say otherwise. */
const ALL = ['--workspace', '--all-targets'];
const INSTALL = 'rustup component add clippy';
/** Dependencies are compiled first, each time: nothing of one side's is left for the other. */
const TIMEOUT_MS = 15 * 60_000;
const KEEPS_GOING_SINCE = 74;

type Ask = (...lints: readonly string[]) => Promise<CargoReport>;

/** `cargo clippy` of the workspace at the root, with the arguments of its CI. */
export function clippy(args: readonly string[] = ALL): Linter {
  return {
    name: 'clippy',
    kind: 'linter',
    handles: (path) => path.endsWith('.rs'),
    async lint(request) {
      const { checkout, files } = request;
      await using folder = await privateFolder();
      const version = await versionOf(request);
      const problems = await problemsOf(asking({ request, folder, args, keepsGoing: minorOf(version) >= KEEPS_GOING_SINCE }));
      const looked = await lookedAt(folder.path, realpathSync(checkout.dir));
      return {
        tool: { name: 'clippy', version },
        examined: files.filter((path) => looked.has(path)),
        ignored: files.filter((path) => !looked.has(path)),
        problems: problems.filter(({ path }) => files.includes(path)),
        reproduce: ['cargo', 'clippy', ...args].map(quoted).join(' '),
      };
    },
  };
}

async function versionOf({ checkout, signal }: LintRequest): Promise<string> {
  const answer = await runProgram({ checkout, name: 'cargo', argv: ['cargo', 'clippy', '--version'], whenAbsent: 'install Rust', signal });
  const version = /\d+\.\d+\.\d+\S*/.exec(answer.stdout)?.[0];
  if (answer.exitCode !== 0 || version === undefined)
    throw new AdapterError('TOOL_ABSENT', `cargo has no clippy: ${answer.stderr.trim().slice(0, 500)}`, { hint: INSTALL });
  return version;
}

/** `0.1.95` came with Rust 1.95. */
function minorOf(version: string): number {
  return Number(version.split('.')[2]?.match(/^\d+/)?.[0] ?? 0);
}

function asking({
  request: { checkout, signal },
  folder,
  args,
  keepsGoing,
}: {
  readonly request: LintRequest;
  readonly folder: PrivateFolder;
  readonly args: readonly string[];
  readonly keepsGoing: boolean;
}): Ask {
  const options = ['--offline', '--message-format=json-diagnostic-short', '--target-dir', folder.path];
  const [own, lints] = args.includes('--') ? [args.slice(0, args.indexOf('--')), args.slice(args.indexOf('--') + 1)] : [args, []];
  return async (...more) => {
    const result = await runProgram({
      checkout,
      name: 'cargo clippy',
      argv: ['cargo', 'clippy', ...options, ...(keepsGoing ? ['--keep-going'] : []), ...own, '--', ...lints, ...more],
      whenAbsent: INSTALL,
      signal,
      writable: [folder.path],
      timeoutMs: TIMEOUT_MS,
    });
    if (/you're using offline mode \(--offline\)|--offline was specified/.test(result.stderr))
      throw new AdapterError(
        'MODULES_MISSING',
        'cargo clippy needs crates that are not on this machine, and nothing is downloaded for it',
        {
          hint: 'run `cargo fetch` here first, for the change and for its base',
        },
      );
    const report = result.truncated ? null : readCargoJson(result.stdout);
    if (report === null || report.succeeded !== (result.exitCode === 0)) throw unreadable('cargo clippy', result, 'gave no report');
    const fault = report.messages.find((message) => message.isError && !isLint(message));
    if (fault !== undefined)
      throw new AdapterError('LINT_BLIND', `clippy does not look at what does not compile: ${where(fault)}${fault.message}`);
    if (!report.succeeded && !report.messages.some(({ isError }) => isError))
      throw unreadable('cargo clippy', result, 'failed without a reason');
    return report;
  };
}

function isLint({ code }: CargoMessage): boolean {
  return code !== null && !/^E\d+$/.test(code);
}

function where({ file, range }: CargoMessage): string {
  return file === null ? '' : `${file}:${range?.startLine}: `;
}

/**
 * A lint that is denied ends its crate as an error does, and nobody looks at what depends on that. Then a second run denies nothing; what
 * only that one finds counts as denied, as nobody knows.
 */
async function problemsOf(ask: Ask): Promise<LintProblem[]> {
  const first = await ask();
  const whole = first.succeeded ? first : await ask('--cap-lints', 'warn');
  if (!whole.succeeded)
    throw new AdapterError('LINT_BLIND', 'clippy stops at a lint that nobody can quieten, and did not look at the rest');
  const denied = new Set(first.messages.filter(({ isError }) => isError).map(keyOf));
  const known = new Set(first.messages.map(keyOf));
  const said = new Map(whole.messages.flatMap((message) => (message.file === null ? [] : [[keyOf(message), message] as const])));
  return [...said].flatMap(([key, { code, message, file, range }]): LintProblem[] => {
    const path = file === null || posix.isAbsolute(file) ? null : posix.normalize(file);
    if (path === null) return [];
    const severity = denied.has(key) || !known.has(key) ? 'error' : 'warning';
    return [{ code: code ?? 'rustc', severity, message, path, ...(range === null ? {} : { range }) }];
  });
}

/** A library and its own tests are two crates of the same files. */
function keyOf({ code, file, range, message }: CargoMessage): string {
  return JSON.stringify([code, file, range, message]);
}

const MAX_BYTES = 16 * 1024 * 1024;
/** By it clippy is asked again when its arguments change: rustc alone, as for a dependency, does not write it. */
const OF_CLIPPY = /^# env-dep:CLIPPY_ARGS\b/m;

/** The files of which crates were compiled under clippy, as the compiler says. */
async function lookedAt(target: string, root: string): Promise<ReadonlySet<string>> {
  const looked = new Set<string>();
  for (const name of (await filesBelow(target)).filter((path) => path.endsWith('.d'))) {
    const text = await readOrdinary(join(target, name), { within: target, maxBytes: MAX_BYTES });
    if (text === null) throw new AdapterError('REPORT_UNREADABLE', `${name} of the compiler is gone or no plain file any more`);
    if (!OF_CLIPPY.test(text)) continue;
    // Each has a line of its own, `src/a b.rs` as `src/a\ b.rs:`.
    for (const [, file = ''] of text.matchAll(/^(\S.*):$/gm)) {
      const path = repositoryPath(root, posix.resolve(root, file.replaceAll('\\ ', ' ')));
      if (path !== null) looked.add(path);
    }
  }
  if (looked.size === 0) throw new AdapterError('LINT_BLIND', 'clippy looked at no file');
  return looked;
}
