import type { ExecResult } from '../../platform/exec.ts';
import { unreadable } from '../run-program.ts';

export interface SmithyEvent {
  readonly severity: string;
  /** Its validator. */
  readonly id: string;
  /** Null where it is about no shape. */
  readonly shape: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `unable`: it says why it could not even look. */
export type SmithySaid =
  | { readonly is: 'clean' }
  | { readonly is: 'found'; readonly events: readonly SmithyEvent[] }
  | { readonly is: 'unable'; readonly words: string };

const HEAD = 'severity,id,shape,file,line,column,message,hint,suppressionReason';
const TEXT = '"((?:[^"]|"")*)"';
const ROW = new RegExp(`^${[TEXT, TEXT, TEXT, TEXT, '(\\d+)', '(\\d+)', TEXT, TEXT, TEXT].join(',')}$`);
/** Those that make its exit code 1. */
const STOPS = new Set(['ERROR', 'DANGER']);
const LONGEST = 300;

/** What a run with `--format csv` says. Exit codes: 0 none that stops, 1 some, or that it failed. AdapterError where code and words are at odds. */
export function readSmithy(result: ExecResult & { readonly exitCode: number }): SmithySaid {
  const { exitCode, stdout, stderr } = result;
  if ((exitCode !== 0 && exitCode !== 1) || result.truncated) throw unreadable('smithy', result, 'gave no answer that is known');
  const [head, ...rows] = stdout.split(/\r?\n/).filter((line) => line !== '');
  if (head !== HEAD) {
    if (exitCode === 0 || head !== undefined) throw unreadable('smithy', result, 'printed no table of events');
    const words = stderr.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
    return { is: 'unable', words: words === '' ? 'it did not say why' : words };
  }
  const events = rows.map((row) => eventIn(row) ?? fail(result)).filter(({ severity }) => STOPS.has(severity));
  if (events.length > 0 !== (exitCode === 1)) throw unreadable('smithy', result, 'ended with a code its words do not explain');
  return exitCode === 0 ? { is: 'clean' } : { is: 'found', events };
}

function eventIn(row: string): SmithyEvent | null {
  const found = ROW.exec(row)?.slice(1);
  if (found === undefined) return null;
  const [severity = '', id = '', shape = '', file = '', line = '', column = '', message = ''] = found.map((one) =>
    one.replaceAll('""', '"'),
  );
  return {
    severity,
    id,
    shape: shape || null,
    file,
    line: Number(line),
    column: Number(column),
    message: message.replaceAll(/\\[nr]/g, ' '),
  };
}

function fail(result: Parameters<typeof readSmithy>[0]): never {
  throw unreadable('smithy', result, 'printed what is no event');
}
