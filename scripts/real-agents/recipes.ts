import { type AgentBlock, AGENT_RECIPES } from '../../src/config/agent-recipes.ts';
import type { SandboxLevel } from '../../src/domain/sandbox-level.ts';

type Texts = Readonly<Record<string, string>>;

/** How a real agent is pointed at a model on loopback. The rest of its recipe is the one `init --agents` writes. */
export interface Trial {
  readonly name: string;
  /** What `npm install -g` calls it. */
  readonly package: string;
  readonly agent: (level: SandboxLevel) => Pick<AgentBlock, 'name' | 'command'>;
  /** Its environment; the names go into `agent.env`. */
  readonly env: (port: number) => Texts;
  /** Files of the repository that it reads its settings from. */
  readonly files?: Texts;
}

function commandOf(program: string): Trial['agent'] {
  const recipe = AGENT_RECIPES.find((one) => one.program === program);
  if (recipe === undefined) throw new Error(`no recipe for ${program}`);
  return recipe.agent;
}

function acp(...command: readonly string[]): Trial['agent'] {
  return () => ({ name: 'acp', command: [...command] });
}

const anthropic = (port: number) => ({
  ANTHROPIC_API_KEY: 'none',
  ANTHROPIC_BASE_URL: `http://127.0.0.1:${port}`,
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
});

const google = (port: number) => ({
  GEMINI_API_KEY: 'none',
  GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${port}`,
  // The settings below are the repository's, and count only where that is trusted.
  GEMINI_CLI_TRUST_WORKSPACE: 'true',
});

/** Needed with an address of one's own only: without it the key in the environment is enough. */
const googleSettings = { '.gemini/settings.json': `${JSON.stringify({ security: { auth: { selectedType: 'gemini-api-key' } } })}\n` };

const opencode = (port: number) => ({
  OPENCODE_CONFIG_CONTENT: JSON.stringify({
    provider: {
      local: {
        npm: '@ai-sdk/openai-compatible',
        options: { baseURL: `http://127.0.0.1:${port}/v1`, apiKey: 'none' },
        models: { 'stand-in': {} },
      },
    },
    model: 'local/stand-in',
    autoupdate: false,
    share: 'disabled',
  }),
  OPENCODE_DISABLE_MODELS_FETCH: '1',
});

/** It takes another model's address from its config only; the shell fills in the port. */
const CODEX_MODEL =
  '-c model_provider=local -c "model_providers.local={name=\\"local\\",base_url=\\"http://127.0.0.1:$MODEL_PORT/v1\\",env_key=\\"CODEX_API_KEY\\",wire_api=\\"responses\\"}" -m stand-in';

const codex: Trial['agent'] = (level) => ({
  name: 'command',
  command: commandOf('codex')(level).command.map((part) => part.replace('codex exec', `codex exec ${CODEX_MODEL}`)),
});

export const TRIALS: readonly Trial[] = [
  { name: 'claude', package: '@anthropic-ai/claude-code', agent: commandOf('claude'), env: anthropic },
  { name: 'codex', package: '@openai/codex', agent: codex, env: (port) => ({ CODEX_API_KEY: 'none', MODEL_PORT: String(port) }) },
  { name: 'opencode', package: 'opencode-ai', agent: commandOf('opencode'), env: opencode },
  { name: 'gemini', package: '@google/gemini-cli', agent: commandOf('gemini'), env: google, files: googleSettings },
  {
    name: 'claude-agent-acp',
    package: '@agentclientprotocol/claude-agent-acp',
    agent: acp('claude-agent-acp'),
    env: anthropic,
  },
  { name: 'opencode-acp', package: 'opencode-ai', agent: acp('opencode', 'acp'), env: opencode },
  {
    name: 'gemini-acp',
    package: '@google/gemini-cli',
    agent: acp('gemini', '--acp'),
    env: google,
    files: googleSettings,
  },
];
