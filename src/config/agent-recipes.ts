import { join } from 'node:path';
import { exists } from '../platform/files.ts';
import type { SandboxLevel } from '../domain/sandbox-level.ts';
import type { Config } from './schema.ts';

type AgentConfig = Extract<NonNullable<Config['agent']>, { readonly command: unknown }>;

export type AgentBlock = Pick<AgentConfig, 'name' | 'command' | 'env' | 'network'>;

/** How a coding agent that many people have is driven. */
export interface AgentRecipe {
  readonly title: string;
  /** What it is called on the PATH. */
  readonly program: string;
  /** The `agent:` block of the config, for the sandbox level that works on the machine. */
  readonly agent: (level: SandboxLevel) => AgentBlock;
}

/** A program that goes on with its session when it is told one; the shell is the config's, its text is no agent's. */
function inSession(command: string): string[] {
  return ['sh', '-c', `exec ${command}`];
}

/** Its own sandbox does not work inside bubblewrap, where every edit fails and the turn still ends well; ours is there then. */
function ownSandboxOfCodex(level: SandboxLevel): string {
  return level === 'bubblewrap' ? '--dangerously-bypass-approvals-and-sandbox' : '--sandbox workspace-write';
}

/** Each was made to carry out an order; see docs/agents.md. The first that is found is the one `init --agents` takes. */
export const AGENT_RECIPES: readonly AgentRecipe[] = [
  {
    title: 'Claude Code',
    program: 'claude',
    agent: () => ({
      name: 'command',
      command: inSession(
        'claude -p --output-format stream-json --verbose --permission-mode acceptEdits ${JIDOKA_SESSION:+--resume "$JIDOKA_SESSION"}',
      ),
      env: ['ANTHROPIC_API_KEY'],
      network: ['api.anthropic.com:443'],
    }),
  },
  {
    title: 'Codex',
    program: 'codex',
    agent: (level) => ({
      name: 'command',
      command: inSession(
        `codex exec --json --skip-git-repo-check ${ownSandboxOfCodex(level)} \${JIDOKA_SESSION:+resume "$JIDOKA_SESSION"} -`,
      ),
      env: ['CODEX_API_KEY'],
      network: ['api.openai.com:443'],
    }),
  },
  {
    title: 'OpenCode',
    program: 'opencode',
    agent: () => ({
      name: 'command',
      command: inSession('opencode run --format json ${JIDOKA_SESSION:+--session "$JIDOKA_SESSION"}'),
      env: ['OPENCODE_CONFIG_CONTENT', 'ANTHROPIC_API_KEY'],
      network: ['api.anthropic.com:443', 'models.dev:443'],
    }),
  },
  {
    title: 'Gemini CLI',
    program: 'gemini',
    agent: () => ({
      name: 'command',
      command: inSession('gemini --output-format json --approval-mode auto_edit ${JIDOKA_SESSION:+--resume "$JIDOKA_SESSION"}'),
      env: ['GEMINI_API_KEY', 'GEMINI_CLI_TRUST_WORKSPACE'],
      network: ['generativelanguage.googleapis.com:443'],
    }),
  },
];

/** The recipes of those agents that are on a PATH, in the order of the table. */
export function findAgents(path: string): readonly AgentRecipe[] {
  const folders = path.split(':').filter((folder) => folder.startsWith('/'));
  return AGENT_RECIPES.filter(({ program }) => folders.some((folder) => exists(join(folder, program))));
}
