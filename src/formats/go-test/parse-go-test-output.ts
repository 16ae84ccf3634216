export interface GoTestResult {
  /** `TestA/of_one`, as Go writes names. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly durationMs: number | null;
  /** What was printed while it ran. */
  readonly output: string;
}

interface Running {
  /** How often it began and ended: `-count` runs it again. */
  begun: number;
  ended: number;
  status: GoTestResult['status'];
  durationMs: number;
  readonly lines: string[];
}

/** What a test printed without a line's end stands in front. */
const BEGIN = /=== RUN {3}(\S+)$/;
const TURN = /=== (?:CONT|NAME) {2}(\S*)$/;
const ASIDE = /=== PAUSE (\S+)$/;

const END = /--- (PASS|FAIL|SKIP): (\S+) \((\d{1,9}\.\d{1,9})s\)$/;
/** What the program itself says at its end. */
const CLOSING = /^(PASS|FAIL|coverage: .* of statements.*)$/;
const STATUS = { PASS: 'passed', FAIL: 'failed', SKIP: 'skipped' } as const;
const STRENGTH = { passed: 0, skipped: 1, failed: 2 } as const;
const MAX_OUTPUT = 8000;

/**
 * Reads what a Go test binary prints with `-test.v`. Of two results of one test the worse counts, so that nothing a test prints hides its
 * failure; a test that began and did not end has failed.
 */
export function parseGoTestOutput(text: string): GoTestResult[] {
  const tests = new Map<string, Running>();
  let current: Running | undefined;
  // Go marks its own lines by that character when it prints for its JSON.
  for (const line of text.replaceAll('\x16', '').split(/\r?\n/)) {
    const [, begun] = BEGIN.exec(line) ?? [];
    if (begun !== undefined) {
      current = tests.get(begun) ?? { begun: 0, ended: 0, status: 'passed', durationMs: 0, lines: [] };
      current.begun += 1;
      tests.set(begun, current);
      continue;
    }
    const [, turn] = TURN.exec(line) ?? [];
    if (turn !== undefined) {
      current = tests.get(turn);
      continue;
    }
    if (ASIDE.test(line) || CLOSING.test(line)) continue;
    const end = END.exec(line);
    const ended = tests.get(end?.[2] ?? '');
    if (end === null || ended === undefined) current?.lines.push(line);
    else {
      close(ended, end);
      // Older versions of Go print what a test said below its result.
      current = ended;
    }
  }
  return [...tests].map(([name, test]) => resultOf(name, test));
}

function close(test: Running, [, said, , seconds]: RegExpExecArray): void {
  const status = STATUS[said === 'PASS' || said === 'SKIP' ? said : 'FAIL'];
  test.ended += 1;
  test.durationMs += Math.round(Number(seconds) * 1000);
  if (STRENGTH[status] > STRENGTH[test.status]) test.status = status;
}

function resultOf(name: string, { begun, ended, status, durationMs, lines }: Running): GoTestResult {
  const isCutOff = ended < begun;
  const output = lines.join('\n').trim().slice(0, MAX_OUTPUT);
  return {
    name,
    status: isCutOff ? 'failed' : status,
    durationMs: isCutOff ? null : durationMs,
    output: isCutOff ? `it did not come to its end\n${output}`.trim() : output,
  };
}
