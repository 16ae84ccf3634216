/** Who wrote a commit, as far as the commit says: nobody has to say that an agent did. */
export type Authorship =
  | { readonly kind: 'person' }
  /** A coding agent, alone or beside a person. */
  | { readonly kind: 'agent'; readonly name: string }
  /** A program without a model, such as one that raises versions. */
  | { readonly kind: 'automation'; readonly name: string };

interface Signed {
  readonly author: { readonly name: string; readonly email: string };
  readonly message: string;
}

/** What coding agents leave in the name, the address or the trailers of a commit. */
const AGENTS: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Claude Code', /\bnoreply@anthropic\.com\b|\bclaude\[bot\]|generated with \[?claude code/i],
  [
    'Copilot',
    /\bcopilot(-swe-agent)?(\[bot\])?@users\.noreply\.github\.com|\+copilot@users\.noreply\.github\.com|\bcopilot(-swe-agent)?\[bot\]/i,
  ],
  ['Codex', /\bcodex@openai\.com\b|\bchatgpt-codex-connector\[bot\]|^codex </im],
  ['Cursor', /\bcursoragent@cursor\.com\b|\bcursor\[bot\]/i],
  ['Gemini', /\bgemini-(code-assist|cli)\[bot\]|\bgemini-cli(-agent)?@google\.com\b/i],
  ['Jules', /\bgoogle-labs-jules\[bot\]/i],
  ['Devin', /\bdevin-ai-integration\[bot\]/i],
  ['aider', /\(aider\)|\baider@aider\.chat\b|\bnoreply@aider\.chat\b/i],
  ['OpenCode', /\bnoreply@opencode\.ai\b|generated with \[?opencode/i],
  ['Amp', /\bamp@ampcode\.com\b/i],
  ['Jidoka', /^Jidoka <jidoka@localhost>$/m],
];

const TRAILER = /^(co-authored-by|assisted-by|generated-by|ai-assisted-by|signed-off-by):\s*(.+)$/gim;
const GENERATED = /^\W*generated with \[?[\w ]+/im;

/** By the author and the trailers alone: an agent that leaves none counts as the person. */
export function authorshipOf({ author, message }: Signed): Authorship {
  const trailers = [...message.matchAll(TRAILER)].map(([, , who = '']) => who);
  const generated = GENERATED.exec(message)?.[0] ?? '';
  const signs = [`${author.name} <${author.email}>`, ...trailers, generated].join('\n');
  const agent = AGENTS.find(([, mark]) => mark.test(signs));
  if (agent !== undefined) return { kind: 'agent', name: agent[0] };
  if (/\[bot\]/.test(`${author.name} ${author.email}`)) return { kind: 'automation', name: author.name };
  return { kind: 'person' };
}
