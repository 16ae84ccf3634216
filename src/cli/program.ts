import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { nearest } from '../config/nearest.ts';
import { AdapterError, InvariantError, JidokaError, UserError } from '../domain/error.ts';
import { asSystemFailure } from '../domain/system-failure.ts';
import { environment } from '../platform/environment.ts';
import { version } from '../platform/version.ts';
import { errorDocument } from '../reporters/json/error-document.ts';
import { jsonText } from '../reporters/json/json-text.ts';
import { escape } from '../reporters/escape.ts';
import { asCalled } from './as-called.ts';
import { GLOBAL_FLAGS, type Invocation, parseArguments, type Terminal } from './command.ts';
import { commands, hiddenCommands } from './commands.ts';
import { commandHelp, programHelp } from './help.ts';
import { programName, quoted } from './program-name.ts';

/** The whole program: finds the command, runs it, and turns every end into output and an exit code. */
export async function runProgram(args: readonly string[]): Promise<void> {
  const stop = new AbortController();
  let interrupted: number | null = null;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.on(signal, () => {
      // The second one does not wait any longer.
      if (interrupted !== null) process.exit(code);
      interrupted = code;
      stop.abort(new UserError('INTERRUPTED', 'interrupted'));
    });
  }
  // Whoever reads our output may stop reading (`| head`): that ends the output, not the work.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  const terminal = openTerminal();
  const isJson = args.includes('--json');
  const program = calledWith(args);
  const advise = (hint: string) => asCalled(hint, { program, commands: Object.keys(commands) });
  // Thrown where nobody waits for it: our own bug, and never the "no" that Node's exit code would say.
  process.on('uncaughtException', (thrown) => {
    const error = asSystemFailure(thrown);
    terminal.err(describe(error, advise));
    process.exit(exitCodeOf(error));
  });
  try {
    const code = await dispatch(args, { terminal, signal: stop.signal, program });
    process.exitCode = interrupted ?? code;
  } catch (thrown) {
    const error = asSystemFailure(thrown);
    process.exitCode = interrupted ?? exitCodeOf(error);
    if (isJson) terminal.out(jsonText(errorDocument(error, advise)));
    else if (interrupted === null) terminal.err(describe(error, advise));
    else terminal.err(`\n${advise(afterInterruption(args))}\n`);
  }
}

async function dispatch(
  args: readonly string[],
  { terminal, signal, program }: Pick<Invocation, 'terminal' | 'signal' | 'program'>,
): Promise<number> {
  const { name, before, rest } = split(args);
  if (name === null) {
    if (before.includes('--version') || before.includes('-V')) terminal.out(`${version}\n`);
    else terminal.out(programHelp(commands));
    return before.length === 0 ? 2 : 0;
  }
  const entry = name === 'help' ? undefined : (commands[name] ?? hiddenCommands[name]);
  if (name === 'help') return help(rest[0], terminal);
  if (entry === undefined) {
    const close = nearest(name, Object.keys(commands));
    throw new UserError('USAGE', `unknown command ${JSON.stringify(name)}${close === null ? '' : `; did you mean ${close}?`}`, {
      hint: 'See `jidoka --help`.',
    });
  }
  const { default: command } = await entry.load();
  const { values, positionals } = parseArguments(name, command, [...before, ...rest]);
  if (values.help === true) {
    terminal.out(commandHelp(command));
    return 0;
  }
  const dir = resolve(typeof values.directory === 'string' ? values.directory : '.');
  // Each value has the type its flag declares: parseArguments saw to it.
  return command.run({
    values: values as Invocation['values'],
    positionals,
    dir,
    program,
    env: environment,
    json: values.json === true,
    terminal,
    signal,
  });
}

/** These keep nothing to go on with: they begin anew. */
const BEGIN_ANEW: readonly (string | null)[] = ['check', 'audit', 'init', 'doctor'];

function afterInterruption(args: readonly string[]): string {
  return BEGIN_ANEW.includes(split(args).name)
    ? 'interrupted; run it again'
    : 'interrupted; nothing is lost (`jidoka runs list` shows what can be resumed)';
}

/** What a person types to come here again: the program as it was started, on the repository that was named. */
function calledWith(args: readonly string[]): string {
  const called = programName({ script: process.argv[1] ?? 'jidoka', cwd: process.cwd(), path: environment.PATH });
  const named = args.flatMap((word, at) => {
    const inside = /^(?:-C|--directory=)(.+)$/s.exec(word)?.[1];
    return word === '-C' || word === '--directory' ? (args[at + 1] ?? []) : (inside ?? []);
  });
  const dir = named.at(-1);
  return dir === undefined ? called : `${called} -C ${quoted(dir)}`;
}

async function help(name: string | undefined, terminal: Terminal): Promise<number> {
  const entry = name === undefined ? undefined : commands[name];
  terminal.out(entry === undefined ? programHelp(commands) : commandHelp((await entry.load()).default));
  return 0;
}

interface Split {
  readonly name: string | null;
  readonly before: readonly string[];
  readonly rest: readonly string[];
}

/** Finds the command behind global flags, as git does: `jidoka -C dir --json check …`. */
function split(args: readonly string[]): Split {
  let index = 0;
  for (; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (!word.startsWith('-')) return { name: word, before: args.slice(0, index), rest: args.slice(index + 1) };
    if (word === '-C' || word === '--directory') index += 1;
    else if (!isGlobal(word)) throw new UserError('USAGE', `unknown flag ${word} before a command`, { hint: 'See `jidoka --help`.' });
  }
  return { name: null, before: args, rest: [] };
}

function isGlobal(word: string): boolean {
  const [flag = ''] = word.split('=');
  return (
    word === '-V' || word === '--version' || word === '-h' || /^-C./.test(word) || (flag.startsWith('--') && flag.slice(2) in GLOBAL_FLAGS)
  );
}

/** Exit codes as documented: 2 usage or config, 3 no answer, 70 our bug. */
function exitCodeOf(error: unknown): number {
  if (error instanceof UserError) return 2;
  return error instanceof AdapterError ? 3 : 70;
}

function describe(error: unknown, advise: (hint: string) => string): string {
  if (error instanceof JidokaError && !(error instanceof InvariantError)) {
    return `jidoka: ${escape(error.message, { keepsLines: true })}\n${error.hint === undefined ? '' : `  ${escape(advise(error.hint), { keepsLines: true })}\n`}`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `jidoka: this is a bug in Jidoka ${version}; please report it with what follows\n${escape(stack, { keepsLines: true, limit: 20_000 })}\n`;
}

function openTerminal(): Terminal {
  const isInteractive = process.stdin.isTTY === true && process.stderr.isTTY === true && environment.CI === undefined;
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isInteractive,
    color: process.stdout.isTTY === true && environment.NO_COLOR === undefined && environment.TERM !== 'dumb',
    // Asked each time: a terminal may be resized.
    get columns() {
      return process.stdout.columns ?? process.stderr.columns ?? 100;
    },
    async ask(question) {
      using lines = createInterface({ input: process.stdin, output: process.stderr }) as ReturnType<typeof createInterface> & Disposable;
      return lines.question(question);
    },
  };
}
