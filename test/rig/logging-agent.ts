import type { Files } from './repository.ts';

/** Where the agent writes down that it was asked; passed through by name. */
export const PROMPT_LOG = 'PROMPT_LOG';

/** The config of an agent that lives in the repository, for any place the repository is at. */
export const LOGGING_AGENT = { agent: { name: 'command', command: ['node', 'agent/agent.mjs'] }, env: [PROMPT_LOG] } as const;

/** A real program as an agent: it notes the number of its turn in a file outside, waits while the log's `.hold` exists, and leaves this turn's files. */
export function loggingAgent(...turns: readonly Files[]): Record<string, string> {
  return {
    'agent/agent.mjs': `import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

appendFileSync(process.env.${PROMPT_LOG}, \`\${process.env.JIDOKA_TURN}\\n\`);
while (existsSync(process.env.${PROMPT_LOG} + '.hold')) await new Promise((resolve) => setTimeout(resolve, 20));
const turns = JSON.parse(readFileSync('agent/turns.json', 'utf8'));
for (const [path, text] of Object.entries(turns[process.env.JIDOKA_TURN - 1])) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
`,
    'agent/turns.json': JSON.stringify(turns),
  };
}
