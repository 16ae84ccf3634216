import { join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import type { PrivateFolder } from '../platform/private-folder.ts';
import { readOrdinary } from '../platform/read-ordinary.ts';

/** One test program as the runner saw it. */
export interface RecordedBinary {
  /** Folder it ran in. */
  readonly cwd: string;
  readonly program: string;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunnerSource {
  /** Where the records go. */
  readonly folder: string;
  /** A shell pattern of the programs that are tests; everything else is only started. */
  readonly tests: string;
  /** Shell words put before the program's own arguments. */
  readonly arguments: string;
  /** Shell patterns of arguments that change how the tests report, and are left out. */
  readonly withoutArguments: string;
  /** Shell text before anything runs. */
  readonly before: string;
  /** Does the program that started the tests hear how they ended, and what they said? Otherwise it goes on whatever happens. */
  readonly passesOn: boolean;
}

/** A program to start test programs with, for tools that take one (`cargo`, `go test -exec`): it keeps what they say and how they end. */
export function runnerSource({ folder, tests, arguments: own, withoutArguments, before, passesOn }: RunnerSource): string {
  return `#!/bin/sh
case "$1" in ${tests}) ;; *) exec "$@" ;; esac
case " $* " in *' --list '*|*' --exact '*) exec "$@" ;; esac
record=$(mktemp -d '${folder}/binary-XXXXXXXX') || exit 70
program=$1
shift
for argument; do
  shift
  case "$argument" in ${withoutArguments}) ;; *) set -- "$@" "$argument" ;; esac
done
pwd > "$record/cwd"
printf '%s\\n' "$program" > "$record/program"
${before}
"$program" ${own} "$@" > "$record/stdout" 2> "$record/stderr"
status=$?
cat "$record/stderr" >&2
echo $status > "$record/status"
${passesOn ? 'cat "$record/stdout"\nexit $status' : 'cat "$record/stdout" >&2'}
`;
}

/** Beyond it, what a test program printed is no report. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What the runner kept. AdapterError when it could not keep all of it, as when it was ended itself. */
export async function recordedBinaries(folder: PrivateFolder): Promise<RecordedBinary[]> {
  const read = async (record: string, part: string) => {
    const text = await readOrdinary(join(folder.path, record, part), { within: folder.path, maxBytes: MAX_BYTES });
    if (text === null)
      throw new AdapterError('NO_TEST_REPORT', `a test program was ended together with what recorded it: no ${part} was kept`);
    return text;
  };
  const binaries: RecordedBinary[] = [];
  for (const name of await folder.folders('binary-')) {
    const [cwd, program, status, stdout, stderr] = [
      await read(name, 'cwd'),
      await read(name, 'program'),
      await read(name, 'status'),
      await read(name, 'stdout'),
      await read(name, 'stderr'),
    ];
    if (!/^\d{1,3}\n$/.test(status)) throw new AdapterError('NO_TEST_REPORT', 'a test program left no exit code');
    binaries.push({ cwd: cwd.trimEnd(), program: program.trimEnd(), exitCode: Number(status), stdout, stderr });
  }
  return binaries;
}
