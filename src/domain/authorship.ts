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
  ['Claude Code', /\bnoreply@anthropic\.com\b|\bclaude(-code)?\[bot\]|^generated with \[?claude code|^claude(:| code)/im],
  [
    'Copilot',
    /\bcopilot(-swe-agent)?(\[bot\])?@users\.noreply\.github\.com|\bcopilot(-swe-agent)?\[bot\]|\bcopilot@github\.com\b|^copilot autofix\b|^copilot-session\b|^github copilot(:| <|$)/im,
  ],
  ['Codex', /\bcodex@openai\.com\b|\bchatgpt-codex-connector\[bot\]|^codex( |:|$)|^openai:/im],
  ['Cursor', /\bcursoragent@cursor\.com\b|\bcursor\[bot\]/i],
  ['Gemini', /\bgemini-(code-assist|cli)\[bot\]|\bgemini-cli(-agent)?@google\.com\b|^gemini(-cli| cli)?:/im],
  ['Jules', /\bgoogle-labs-jules\[bot\]/i],
  ['Devin', /\bdevin-ai-integration\[bot\]|^generated with \[?devin\b/im],
  ['aider', /\(aider\)|\baider@aider\.chat\b|\bnoreply@aider\.chat\b/i],
  ['OpenCode', /\bnoreply@opencode\.ai\b|^generated with \[?opencode/im],
  ['Amp', /\bamp@ampcode\.com\b/i],
  ['OpenHands', /\bopenhands@all-hands\.dev\b/i],
  ['Crush', /\bcrush@charm\.land\b|^generated with \[?crush\b/im],
  ['Factory Droid', /\bfactory-droid\[bot\]/i],
  ['Warp', /\bagent@warp\.dev\b/i],
  ['CodeRabbit', /\bcoderabbitai\[bot\]/i],
  ['Jidoka', /^Jidoka <jidoka@localhost>$/m],
];

const TRAILER = /^(co-authored-by|assisted-by|generated-by|claude-generated-by|ai-assisted-by|signed-off-by):\s*(.+)$/gim;
/** A trailer that is a sign by its name alone. */
const SESSION = /^copilot-session(?=:\s*\S)/im;
const GENERATED = /^\W*(generated with \[?[\w ]+)/im;
/** Robots without GitHub's mark: `renovate-bot`, `gemini-cli-robot`. */
const ROBOT = /\[bot\]|(^|[-_ ])(ro)?bot$/i;

/** By the author and the trailers alone: an agent that leaves none counts as the person. */
export function authorshipOf({ author, message }: Signed): Authorship {
  const trailers = [...message.matchAll(TRAILER)].map(([, , who = '']) => who);
  const [, generated = ''] = GENERATED.exec(message) ?? [];
  const [session = ''] = SESSION.exec(message) ?? [];
  const signs = [`${author.name} <${author.email}>`, ...trailers, generated, session].join('\n');
  const agent = AGENTS.find(([, mark]) => mark.test(signs));
  if (agent !== undefined) return { kind: 'agent', name: agent[0] };
  if (ROBOT.test(author.name) || author.email.includes('[bot]')) return { kind: 'automation', name: author.name };
  return { kind: 'person' };
}
