/** Characters that take two columns: East Asian wide ones and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Marks that sit on the character before them. */
const MARK = /[\p{Mn}\p{Me}]/u;
/** What `paint` adds. */
const COLOUR = /\u001b\[[\d;]*m/g;

/** Columns a line takes on a terminal, colours not counted. What is left of doubt is counted as wider. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.replaceAll(COLOUR, '')) width += columnsOf(character);
  return width;
}

/** As much of a plain line as fits, ending in `…` when something is missing. */
export function fit(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += columnsOf(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return columns > 0 ? `${kept}…` : '';
}

function columnsOf(character: string): number {
  if (MARK.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
