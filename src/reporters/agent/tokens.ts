/**
 * A model's tokens in a text, rather too many than too few, whoever's model it is: three letters are one, every digit, mark and line
 * break is one of its own, a space belongs to the word behind it, and of other scripts every two UTF-8 bytes are one.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/[A-Za-z]+| +|[^A-Za-z ]/gu)) {
    if (/^[A-Za-z]/.test(piece)) tokens += Math.ceil(piece.length / 3);
    else if (piece.startsWith(' ')) tokens += piece.length > 1 ? 1 : 0;
    else tokens += Math.max(1, Math.ceil(Buffer.byteLength(piece) / 2));
  }
  return tokens;
}
