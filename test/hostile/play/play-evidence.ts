import { GOOD, TARGET } from '../../rig/greeter.ts';
import { copyLine, makeLine, type TestLine } from '../../rig/line.ts';
import type { EvidenceCase } from '../hostile-case.ts';

export interface EvidenceSeen {
  readonly code: number | null;
  readonly answer: unknown;
  /** Living processes, before anything is stopped. */
  readonly left: readonly string[];
}

let made: Promise<{ readonly line: TestLine; readonly commit: string }> | undefined;

/** One finished run for all cases; each gets a copy. */
async function template() {
  made ??= (async () => {
    const line = makeLine({ config: TARGET });
    const change = line.commit(GOOD, 'By hand');
    const { outcome, commit } = await line.run({ change, withRelease: false });
    if (outcome !== 'green' || commit === null) throw new Error(`the run to tamper with is ${outcome}`);
    return { line, commit };
  })();
  return made;
}

export async function closeTemplate(): Promise<void> {
  await (await made)?.line[Symbol.asyncDispose]();
}

/** Tampers with a copy of a finished run, and asks the real program. */
export async function playEvidence({ tamper, ask }: EvidenceCase): Promise<EvidenceSeen> {
  const { line: from, commit } = await template();
  await using line = copyLine(from);
  await tamper({ line, commit });
  const { code, stdout } = await line.cli(...ask.map((word) => word.replace('{{commit}}', commit)), '--json');
  return { code, answer: JSON.parse(stdout), left: line.processes() };
}
