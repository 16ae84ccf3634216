import { stringify } from 'yaml';
import { type AgentBlock, AGENT_RECIPES, type AgentRecipe, findAgents } from '../config/agent-recipes.ts';
import { CLAUDE_SETTINGS, type HookResult, registerClaudeHook } from '../config/claude-hook.ts';
import type { SandboxLevel } from '../domain/sandbox-level.ts';
import type { Invocation } from './command.ts';
import { programName } from './program-name.ts';

/** The coding agents of this machine, and what was arranged with them. */
export interface AgentsFound {
  readonly found: readonly AgentRecipe[];
  /** The one whose recipe goes into the config; null when there is none. */
  readonly driven: { readonly title: string; readonly program: string; readonly agent: AgentBlock } | null;
  /** Null when Claude Code, the only one with a hook so far, is not there. */
  readonly hook: HookResult | null;
}

/** Looks for agents on the PATH, and has Claude Code run `check` at the end of its turns. */
export async function arrangeAgents(
  { env }: Pick<Invocation, 'env'>,
  { root, level }: { readonly root: string; readonly level: SandboxLevel },
): Promise<AgentsFound> {
  const found = findAgents(env.PATH ?? '');
  // The hook stands wherever the person stood.
  const program = programName({ script: process.argv[1] ?? 'jidoka', cwd: null, path: env.PATH });
  const hasClaude = found.some(({ program: name }) => name === 'claude');
  const [first] = found;
  const driven = first === undefined ? null : { title: first.title, program: first.program, agent: first.agent(level) };
  return { found, driven, hook: hasClaude ? await registerClaudeHook(root, program) : null };
}

/** The same for a person. */
export function agentLines({ found, driven, hook }: AgentsFound): string[] {
  if (driven === null)
    return [`No coding agent on the PATH (looked for ${AGENT_RECIPES.map(({ program }) => program).join(', ')}): see docs/agents.md.`];
  const { env, network } = driven.agent;
  return [
    `Coding agents: ${found.map(({ title }) => title).join(', ')}. \`agent:\` drives ${driven.title}, with ${env.join(', ')} of your environment, reaching ${network.join(', ')}.`,
    ...(hook === null ? [] : [hookLine(hook)]),
    'Not built: an MCP server, and hooks for other agents than Claude Code.',
  ];
}

function hookLine(hook: HookResult): string {
  switch (hook.kind) {
    case 'written':
      return `Hook: Claude Code runs \`check\` at the end of a turn here, and hears what is not green (${CLAUDE_SETTINGS}).`;
    case 'there':
      return `Hook: ${CLAUDE_SETTINGS} has it already.`;
    case 'refused':
      return `No hook: ${hook.reason}`;
    default:
      return hook satisfies never;
  }
}

/** What drives it, as it stands in the config. */
export function blockFor({ agent }: { readonly agent: AgentBlock }): string {
  return stringify({ agent });
}

/** And for a program. */
export function agentsDocument({ found, driven, hook }: AgentsFound) {
  return {
    found: found.map(({ program }) => program),
    driven: driven === null ? null : { program: driven.program, agent: driven.agent },
    hook,
  };
}
