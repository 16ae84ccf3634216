import { execFileSync, spawnSync } from 'node:child_process';
import type { Operator, OwnTool } from './operator.ts';

/** A repository's own commands, as its scripts have them. */
export type OwnCommands = Readonly<Partial<Record<OwnTool, string>>>;

export interface OwnAnswer {
  readonly isFault: boolean;
  /** What was run, and how it ended. */
  readonly ran: readonly string[];
}

/** The tools that have to call it a fault, one of them at least; none where only a gate knows (coverage, a test that is gone). */
export function ownToolsOf({ checkers, confirmedBy }: Pick<Operator, 'checkers' | 'confirmedBy'>): readonly OwnTool[] {
  if (confirmedBy !== undefined) return [confirmedBy];
  if (!checkers.every((number) => number === 5 || number === 7)) return [];
  return [...(checkers.includes(5) ? (['build'] as const) : []), ...(checkers.includes(7) ? (['lint'] as const) : [])];
}

export interface OwnToolsOptions {
  readonly base: string;
  readonly planted: string;
  readonly commands: OwnCommands;
}

/**
 * Asks the repository's own tools, in a clone that has its dependencies installed, of the commit before and of the commit with the fault. Null
 * where they cannot tell: there is no such command, or one of them that says nothing of the fault failed without it already.
 */
export function askOwnTools(
  installed: string,
  operator: Pick<Operator, 'checkers' | 'confirmedBy'>,
  { base, planted, commands }: OwnToolsOptions,
): OwnAnswer | null {
  const asked = ownToolsOf(operator).flatMap((tool) => commands[tool] ?? []);
  const answers = asked.map((command) => ({
    command,
    before: exitBefore(installed, base, command),
    after: exitOf(installed, planted, command),
  }));
  const isFault = answers.some(({ before, after }) => before === 0 && after !== 0);
  if (answers.length === 0 || (!isFault && answers.some(({ before }) => before !== 0))) return null;
  return { isFault, ran: answers.map(({ command, before, after }) => `${command}: ${before}, then ${after}`) };
}

type Exit = number | 'killed';

function exitOf(installed: string, commit: string, command: string): Exit {
  execFileSync('git', ['checkout', '--quiet', '--force', '--detach', commit], { cwd: installed });
  return spawnSync('bash', ['-c', command], { cwd: installed, stdio: 'ignore', timeout: 10 * 60_000 }).status ?? 'killed';
}

/** What a command says of the commit before is the same for every fault. */
const before = new Map<string, Exit>();

function exitBefore(installed: string, base: string, command: string): Exit {
  const key = `${installed}\0${base}\0${command}`;
  const exit = before.get(key) ?? exitOf(installed, base, command);
  before.set(key, exit);
  return exit;
}
