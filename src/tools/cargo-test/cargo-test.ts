import { parseLibtestOutput } from '../../formats/libtest/parse-libtest-output.ts';
import { writePlanted } from '../write-planted.ts';
import { recordedBinaries, type RecordedBinary, runnerSource } from '../recorded-binaries.ts';
import { runProgram } from '../run-program.ts';
import { rustSources } from './rust-sources.ts';
import type { ReportedOutcome, Sentinel, TestTool } from '../tool.ts';
import { examplesOf } from './examples.ts';
import { crateRoot, rootsIn, testPlace } from './test-places.ts';

const TEST_FILE = /(^|\/)tests\/.*\.rs$|(^|\/)(tests?|[^/]+_tests?)\.rs$/;
const HAS_TEST = /#\[\s*(\w+::)*test\b/;

/** Cargo takes a program to start test programs with for the target it compiles to: these are the hosts people work on. */
const HOSTS = ['x86_64', 'aarch64'].flatMap((arch) =>
  ['unknown_linux_gnu', 'unknown_linux_musl', 'apple_darwin'].map((os) => `${arch}_${os}`),
);
const RUNNER_NAMES = HOSTS.map((host) => `CARGO_TARGET_${host.toUpperCase()}_RUNNER`);

/** Cargo's tests under an unchanged command, started by a program of ours that keeps what each test program says. */
export function cargoTest(): TestTool {
  return {
    runner: 'cargo test',
    sources: rustSources,
    isTestFile: (path) => TEST_FILE.test(path),
    async sentinel(tree, nonce) {
      const sources = tree.paths.filter((path) => path.endsWith('.rs')).toSorted((a, b) => rank(a) - rank(b));
      for (const path of sources) {
        const text = (await tree.read(path)) ?? '';
        if (HAS_TEST.test(text)) return plantedIn(path, text, nonce);
      }
      const [only] = sources;
      return only === undefined ? null : plantedIn(only, (await tree.read(only)) ?? '', nonce);
    },
    probe: (nonce) => ({ name: `again_${nonce}`, text: probeSource(`again_${nonce}`) }),
    async prepare({ checkout, dir, folder, planting, signal }) {
      if (planting !== null) await writePlanted(dir, planting);
      const runner = await folder.write('runner', sourceOfRunner(folder.path));
      const version = await runProgram({ checkout, name: 'cargo', argv: ['cargo', '--version'], whenAbsent: 'install Rust', signal });
      return {
        env: Object.fromEntries(RUNNER_NAMES.map((name) => [name, `/bin/sh ${runner}`])),
        async read(result) {
          const binaries = await recordedBinaries(folder);
          const examples = parseLibtestOutput(result.stdout);
          if (binaries.length === 0 && examples.length === 0) return null;
          const roots = rootsIn(result.stderr);
          return {
            tool: { name: 'cargo', version: /\d+\.\d+\.\d+\S*/.exec(version.stdout)?.[0] ?? 'unknown' },
            tests: [...binaries.flatMap((binary) => outcomesOf({ dir, binary, roots })), ...examplesOf(dir, examples)],
            coverage: null,
            coverageReason: 'coverage of Rust is not read yet',
            exitCode: binaries.find(({ exitCode }) => exitCode !== 0)?.exitCode ?? 0,
          };
        },
      };
    },
  };
}

/** Every test program runs, whichever fails: Cargo would stop at the first. Tests that start Cargo themselves are none of ours. */
function sourceOfRunner(folder: string): string {
  return runnerSource({
    folder,
    // Not examples of the documentation, nor what `cargo run` starts: those are asked for their exit code.
    tests: '*/deps/*',
    arguments: '',
    withoutArguments: '--quiet|-q|--nocapture|--no-capture|--show-output',
    before: `unset RUST_TEST_NOCAPTURE ${RUNNER_NAMES.join(' ')}`,
    passesOn: false,
  });
}

/** Tests of their own folder first, then the roots of crates. */
function rank(path: string): number {
  if (/(^|\/)tests\/[^/]+\.rs$/.test(path)) return 0;
  return /(^|\/)src\/(lib|main)\.rs$/.test(path) ? 1 : 2;
}

function plantedIn(path: string, text: string, nonce: string): Sentinel {
  const name = `planted_${nonce}`;
  return { path, name, text: `${text}\n#[test]\nfn ${name}() {\n    panic!("planted");\n}\n` };
}

/** Passes where a macro of the crate's own stands for one that asserts. */
function probeSource(name: string): string {
  const claims = ['assert!(false)', 'assert_eq!(1, 2)', 'assert_ne!(1, 1)']
    .map((claim) => `        || {\n            ${claim};\n        },\n`)
    .join('');
  return `
#[test]
fn ${name}() {
    extern crate std;
    let claims: [fn(); 3] = [
${claims}    ];
    for claim in claims.iter() {
        if std::panic::catch_unwind(*claim).is_ok() {
            return;
        }
    }
    std::panic::resume_unwind(std::boxed::Box::new(()));
}
`;
}

function outcomesOf({
  dir,
  binary,
  roots,
}: {
  readonly dir: string;
  readonly binary: RecordedBinary;
  readonly roots: ReadonlyMap<string, string>;
}): ReportedOutcome[] {
  const root = crateRoot({ dir, roots, ...binary });
  return parseLibtestOutput(binary.stdout).map(({ name, status, failure }) => {
    const place = testPlace(dir, root, name);
    return { ...place, status, durationMs: null, message: failure, line: lineIn(failure, place.file) };
  });
}

/** `panicked at src/lib.rs:34:59:`, before Rust 1.73 `', src/lib.rs:34:59`. */
function lineIn(failure: string | null, file: string | null): number | null {
  if (failure === null || file === null) return null;
  const places = [...failure.matchAll(/(?:panicked at |', )(\S+\.rs):(\d{1,7}):\d{1,7}/g)];
  const line = places.find(([, path = '']) => file.endsWith(path))?.[2];
  return line === undefined ? null : Number(line);
}
