import { makeLine, type TestLine } from '../rig/line.ts';
import type { Files } from '../rig/repository.ts';

/** The greeter on a branch that is checked out, as a person has it, with nothing of Jidoka in it. */
export function strangersRepository(files: Files = {}): TestLine {
  const line = makeLine({ config: null, orders: [], isCheckedOut: true, files });
  line.git('rm', '--quiet', '-r', '.jidoka');
  line.git('commit', '--quiet', '-m', 'Without Jidoka');
  return line;
}

export interface Judged {
  readonly code: number | null;
  readonly outcome: string | null;
  readonly said: string;
}

/** `check --json`, its exit code, its outcome or the error's code, and whatever was said. */
export async function judged(line: TestLine, ...args: string[]): Promise<Judged> {
  const { code, stdout, stderr } = await line.cli('check', '--json', ...args);
  const answer = JSON.parse(stdout) as {
    outcome?: string;
    reasons?: string[];
    error?: { code: string; message: string; hint: string | null };
  };
  const said = [answer.error?.message, answer.error?.hint, ...(answer.reasons ?? []), stderr]
    .filter((text) => text != null && text !== '')
    .join('\n');
  return { code, outcome: answer.outcome ?? answer.error?.code ?? null, said };
}
