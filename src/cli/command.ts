import { parseArgs } from 'node:util';
import { UserError } from '../domain/error.ts';
import { nearest } from '../config/nearest.ts';

export interface Flag {
  readonly type: 'boolean' | 'string';
  readonly describe: string;
  /** What stands for its value in the help. */
  readonly value?: string;
  readonly short?: string;
}

export type Flags = Readonly<Record<string, Flag>>;

type Values<F extends Flags> = { readonly [K in keyof F]: (F[K]['type'] extends 'boolean' ? boolean : string) | undefined };

/** Where output goes and what it may look like. */
export interface Terminal {
  readonly out: (text: string) => void;
  /** Progress and everything else that is no result. */
  readonly err: (text: string) => void;
  readonly isInteractive: boolean;
  readonly color: boolean;
  readonly columns: number;
  /** Asks a question on the terminal; only where it is interactive. */
  readonly ask: (question: string) => Promise<string>;
}

export interface Invocation<F extends Flags = Flags> {
  readonly values: Values<F>;
  readonly positionals: readonly string[];
  readonly dir: string;
  /** What to type to call this program again on the same repository, such as `npx jidoka`. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly json: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

export interface Command<F extends Flags = Flags> {
  /** Without the program's name: `check [--base <ref>] …`. */
  readonly usage: string;
  readonly summary: string;
  readonly details?: string;
  readonly flags: F;
  /** How many positionals it takes. */
  readonly positionals: { readonly min: number; readonly max: number };
  /** Answers the exit code. */
  run(invocation: Invocation<F>): Promise<number>;
}

export function defineCommand<const F extends Flags>(command: Command<F>): Command<F> {
  return command;
}

export const GLOBAL_FLAGS: Flags = {
  directory: { type: 'string', short: 'C', value: '<dir>', describe: 'run as if started in this folder' },
  json: { type: 'boolean', describe: 'print the result, or the error, as one JSON document' },
  help: { type: 'boolean', short: 'h', describe: 'show this help' },
};

export interface ParsedArguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** Parses a command's arguments; an unknown flag, a missing value or a superfluous word is a UserError. */
export function parseArguments(
  name: string,
  { flags, positionals: { min, max }, usage }: Command,
  args: readonly string[],
): ParsedArguments {
  const known = { ...flags, ...GLOBAL_FLAGS };
  const options = Object.fromEntries(
    Object.entries(known).map(([flag, { type, short }]) => [flag, short === undefined ? { type } : { type, short }]),
  );
  const hint = `Usage: jidoka ${usage}. See \`jidoka ${name} --help\`.`;
  let parsed: ParsedArguments;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new UserError('USAGE', explain(cause, Object.keys(known)), { cause, hint });
  }
  if (parsed.values.help === true) return parsed;
  const { length } = parsed.positionals;
  if (length < min) throw new UserError('USAGE', `${name} needs ${min === 1 ? 'an argument' : `${min} arguments`}`, { hint });
  if (length > max) throw new UserError('USAGE', `unexpected argument ${JSON.stringify(parsed.positionals[max])}`, { hint });
  return parsed;
}

function explain(error: unknown, known: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /Unknown option '--?([^']+)'/.exec(message)?.[1];
  if (unknown === undefined) return message;
  const close = nearest(unknown, known);
  return `unknown flag --${unknown}${close === null ? '' : `; did you mean --${close}?`}`;
}
