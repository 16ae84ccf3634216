import { UserError } from '../domain/error.ts';
import type { SandboxedCommand } from '../platform/sandbox.ts';
import type { Turn } from './agent.ts';

/** An agent that is a program on this machine. */
export interface ProgramOptions {
  /** Program and arguments; never a shell. */
  readonly command: readonly string[];
  /** Wall clock bound of a turn, milliseconds. The turn's own bound counts when it is smaller. */
  readonly timeoutMs: number;
  /** How long it may print nothing, milliseconds. */
  readonly silenceMs: number;
  /** `host:port` of what it may reach: its model. */
  readonly network: readonly string[];
  /** What it alone gets of the caller's environment: its keys. */
  readonly env: Readonly<Record<string, string>>;
}

export type Argv = readonly [string, ...string[]];

export function argvOf(command: readonly string[]): Argv {
  const [program, ...args] = command;
  if (program === undefined || program === '') throw new UserError('AGENT_COMMAND', 'agent.command: expected a program, found nothing');
  return [program, ...args];
}

/** How an agent's program runs in its workspace: with the HOME of its run, and told which turn it is. */
export function programIn(
  { workspace, home, finishedTurns, session, sandbox: _, ...turn }: Turn,
  { command, network, env, silenceMs, timeoutMs }: Omit<ProgramOptions, 'command'> & { readonly command: Argv },
): SandboxedCommand {
  const told = { JIDOKA_TURN: String(finishedTurns + 1), ...(session === null ? {} : { JIDOKA_SESSION: session }) };
  return {
    command,
    cwd: workspace,
    home,
    env: { ...env, ...told },
    network,
    silenceMs,
    timeoutMs: Math.min(turn.timeoutMs, timeoutMs),
  };
}
