/** What a terminal or a CI log would act on, or what nobody would see: a line break is treated apart. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu');
/** Lines that begin with `::name` or hold `##[`, `##vso[`, `##teamcity[` are commands to CI systems. */
const WORKFLOW_COMMAND = /(?<=^|\s):(?=:\w)|#(?=#\w*\[)/gm;

/** Code points of one untrusted text that are shown. */
const DEFAULT_LIMIT = 2000;

export interface EscapeOptions {
  /** Line breaks stay; default: they become `\n`, the text is one line. */
  readonly keepsLines?: boolean;
  /** Most code points of the answer; a longer one ends in `…`. Default 2000. */
  readonly limit?: number;
}

/** Makes text of a repository, an agent or a tool harmless to print: what would act or hide becomes readable, such as `\u202e`. */
export function escape(text: string, { keepsLines = false, limit = DEFAULT_LIMIT }: EscapeOptions = {}): string {
  // Two units or fewer make one code point of the answer, so what is cut off here would be clipped below.
  const start = text.slice(0, 2 * limit + 2);
  const lines = keepsLines ? start.replaceAll('\r\n', '\n') : start;
  const pieces = [...harmlessForCi(lines)].map((character) => (character === '\n' && keepsLines ? character : visible(character)));
  return clip(pieces, limit);
}

/** Replaces what acts or hides by `\uXXXX` for every UTF-16 unit: in a JSON text the same value. */
export function escapeUnits(json: string): string {
  return json
    .replaceAll(ALL_UNSEEN, (character) => (character === '\n' ? character : units(character)))
    .replaceAll(/#(?=#\w*\[)/g, '\\u0023');
}

function harmlessForCi(text: string): string {
  return text.replaceAll(WORKFLOW_COMMAND, (character) => units(character));
}

function visible(character: string): string {
  if (character === '\n') return String.raw`\n`;
  if (character === '\t') return String.raw`\t`;
  if (character === '\r') return String.raw`\r`;
  if (!UNSEEN.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : units(character);
}

function units(character: string): string {
  return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

/** The pieces up to the limit: never half of an escape. */
function clip(pieces: readonly string[], limit: number): string {
  let length = 0;
  // How many pieces leave room for the mark.
  let fitting = 0;
  for (const piece of pieces) {
    length += piece.startsWith('\\') ? piece.length : 1;
    if (length > limit) return `${pieces.slice(0, fitting).join('')}…`;
    if (length < limit) fitting += 1;
  }
  return pieces.join('');
}
