import { existsSync } from 'node:fs';
import { chmod, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { type GoTestResult, parseGoTestOutput } from '../../formats/go-test/parse-go-test-output.ts';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import { writePlanted } from '../write-planted.ts';
import { recordedBinaries, type RecordedBinary, runnerSource } from '../recorded-binaries.ts';
import { repositoryPath } from '../repository-path.ts';
import { runProgram } from '../run-program.ts';
import type { ReportedOutcome, RunnerRequest, TestTool } from '../tool.ts';
import { goSources } from './go-sources.ts';
import { readGoCoverage } from './read-go-coverage.ts';

const TEST_FILE = /_test\.go$/;
/** What `./...` leaves out. */
const ASIDE = /(^|\/)(testdata|vendor|[_.][^/]*)\//;

/** Go's tests under an unchanged command, started by a program of ours that keeps what each test program says. */
export function goTest(): TestTool {
  return {
    runner: 'go test',
    sources: goSources,
    isTestFile: (path) => TEST_FILE.test(path),
    sentinel: plantedTest,
    // Nothing a file declares stands between `t.Fatal` and the report, and an import cannot come at its end.
    probe: () => null,
    async prepare(request) {
      const { checkout, dir, folder, coverage, planting, signal } = request;
      if (planting !== null) await writePlanted(dir, planting);
      const version = await runProgram({ checkout, name: 'go', argv: ['go', 'version'], whenAbsent: 'install Go', signal });
      const profile = join(folder.path, 'cover.out');
      return {
        env: { GOFLAGS: await goFlags(request, profile) },
        async read() {
          const tests: ReportedOutcome[] = [];
          const binaries = await recordedBinaries(folder);
          if (binaries.length === 0) return null;
          for (const binary of binaries) {
            const outcomes = await outcomesOf(dir, binary);
            // With coverage, other packages are linked into it: what they do before the tests is no fault of theirs.
            if (coverage && binary.exitCode !== 0 && outcomes.every(({ file }) => file === null)) throw noTests(binary);
            tests.push(...outcomes);
          }
          const measured = coverage && existsSync(profile) ? await readGoCoverage({ dir, folder: folder.path, profile }) : null;
          return {
            tool: { name: 'go', version: /\bgo(\d\S*)/.exec(version.stdout)?.[1] ?? 'unknown' },
            tests,
            coverage: measured,
            coverageReason: measured !== null ? null : coverage ? 'go test left no coverage profile' : 'coverage was not asked for',
          };
        },
      };
    },
  };
}

/** Go takes flags of `go test` from its environment; those of the command come after them and win. */
async function goFlags(request: RunnerRequest, profile: string): Promise<string> {
  const { folder, coverage } = request;
  const runner = await folder.write(
    'runner',
    runnerSource({
      folder: folder.path,
      // Not what `go run` starts.
      tests: '*.test|*.test.exe',
      arguments: '-test.v',
      withoutArguments: '-test.v=*',
      before: 'unset GOFLAGS',
      passesOn: true,
    }),
  );
  await chmod(runner, 0o700);
  const measured = coverage ? await packages(request) : [];
  // Lines count whichever package's tests run them.
  const packageFlag = measured.length === 0 ? [] : [`-coverpkg=${measured.join(',')}`];
  return [`-exec=${runner}`, ...(coverage ? [...packageFlag, `-coverprofile=${profile}`] : [])].join(' ');
}

/** Those that can be linked into any test program: one of `main` that nobody tests may parse the flags of the tests. None where Go cannot list them. */
async function packages({ checkout, signal }: RunnerRequest): Promise<string[]> {
  const argv = ['go', 'list', '-f', '{{if or (ne .Name "main") .TestGoFiles}}{{.ImportPath}}{{end}}', './...'] as const;
  const { exitCode, stdout, truncated } = await runProgram({ checkout, name: 'go', argv: [...argv], whenAbsent: 'install Go', signal });
  return exitCode === 0 && !truncated ? stdout.split('\n').filter((name) => /^[^\s,]+$/.test(name)) : [];
}

function noTests({ cwd, stdout }: RecordedBinary): AdapterError {
  return new AdapterError(
    'NO_TEST_REPORT',
    `the tests of ${posix.basename(cwd)} ended before the first one: ${stdout.trim().slice(-1000)}`,
  );
}

async function plantedTest(tree: Tree, nonce: string) {
  const beside = tree.paths.find((path) => TEST_FILE.test(path) && !ASIDE.test(path));
  const clause = beside === undefined ? undefined : packageOf((await tree.read(beside)) ?? '');
  if (beside === undefined || clause === undefined) return null;
  const name = `TestPlanted${nonce}`;
  return {
    path: posix.join(posix.dirname(beside), `planted_${nonce}_test.go`),
    name,
    text: `package ${clause}\n\nimport "testing"\n\nfunc ${name}(t *testing.T) {\n\tt.Fatal("planted")\n}\n`,
  };
}

function packageOf(text: string): string | undefined {
  return /^package[ \t]+(\w+)/m.exec(text.replaceAll(/\/\*[^]*?\*\//g, ''))?.[1];
}

const MAX_SOURCE_BYTES = 16 * 1024 * 1024;

async function outcomesOf(dir: string, { cwd, stdout, stderr, exitCode }: RecordedBinary): Promise<ReportedOutcome[]> {
  const results = parseGoTestOutput(stdout);
  const fileOf = await declaringFiles(dir, cwd);
  const outcomes = results.map((result): ReportedOutcome => outcomeOf(result, { file: fileOf(result.name), stderr }));
  const folder = repositoryPath(dir, join(cwd, 'x'));
  // It ended before its first test, or after its last.
  if (exitCode === 0 || results.some(({ status }) => status === 'failed')) return outcomes;
  const name = [folder === null ? 'a package' : `package ${posix.dirname(folder)}`];
  return [...outcomes, { name, file: null, status: 'failed', durationMs: null, message: stdout.trim().slice(-2000), line: null }];
}

interface Said {
  readonly file: string | null;
  readonly stderr: string;
}

function outcomeOf({ name, status, durationMs, output }: GoTestResult, { file, stderr }: Said): ReportedOutcome {
  const outcome = { name: name.split('/'), file, status, durationMs };
  if (status !== 'failed') return { ...outcome, message: null, line: null };
  const line = file === null ? null : lineIn(output, String.raw`^\s*${RegExp.escape(posix.basename(file))}:(\d{1,7}): `);
  const trace = line === null ? traceOf(name, stderr) : null;
  if (file === null || trace === null) return { ...outcome, message: output, line };
  // Of its frames the innermost stands first.
  const frame = String.raw`^\t.*/${RegExp.escape(posix.basename(file))}:(\d{1,7})(?: |$)`;
  return { ...outcome, message: `${output}\n${trace}`, line: lineIn(trace, frame) };
}

function lineIn(text: string, pattern: string): number | null {
  const place = new RegExp(pattern, 'm').exec(text)?.[1];
  return place === undefined ? null : Number(place);
}

const MAX_TRACE = 4000;

/** A panic goes to standard error, and ends all tests of the package: it is this one's where a frame is in its function. */
function traceOf(name: string, stderr: string): string | null {
  const start = /^panic: /m.exec(stderr)?.index;
  const trace = start === undefined ? '' : stderr.slice(start, start + MAX_TRACE);
  const [test = ''] = name.split('/');
  return new RegExp(String.raw`\.${RegExp.escape(test)}(?:\.func[\d.]+)?\(`).test(trace) ? trace : null;
}

/** The test file of a package's folder that declares a test. */
async function declaringFiles(dir: string, cwd: string): Promise<(test: string) => string | null> {
  if (!existsSync(cwd)) return () => null;
  const declared = new Map<string, string>();
  for (const name of (await readdir(cwd)).filter((file) => TEST_FILE.test(file)).toSorted()) {
    const path = repositoryPath(dir, join(cwd, name));
    const text = path === null ? null : await readOrdinary(join(cwd, name), { within: dir, maxBytes: MAX_SOURCE_BYTES });
    for (const [, test = ''] of (text ?? '').matchAll(/^func[ \t]+((?:Test|Example|Fuzz|Benchmark)\w*)[ \t]*\(/gm))
      if (path !== null) declared.set(test, path);
  }
  return (test) => declared.get(test.split('/')[0] ?? '') ?? null;
}
