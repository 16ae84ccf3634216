/** Models like to dress a line up as code, as a quotation or in bold. */
const DRESS = new Set(' \t\r`*_>');
const GIVE_UP = /^CANNOT_SATISFY(?:\((.*)\)|:(.*))$/;

/** The reason in the last line that says `CANNOT_SATISFY(reason)` or `CANNOT_SATISFY: reason`; null when none does. Untrusted text. */
export function reasonToGiveUp(text: string): string | null {
  const line = text
    .split('\n')
    .map(undress)
    .findLast((candidate) => GIVE_UP.test(candidate));
  if (line === undefined) return null;
  const [, inside, behind] = GIVE_UP.exec(line) ?? [];
  const reason = (inside ?? behind ?? '').trim();
  return reason === '' ? 'the agent gave no reason' : clip(reason, 1000);
}

/** Without what it is dressed in, on both sides. By hand: a pattern with an open end takes quadratic time on a line made for it. */
function undress(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && DRESS.has(line.charAt(start))) start += 1;
  const worn = new Set([...line.slice(0, Math.min(start, 10)), ' ', '\t', '\r']);
  while (end > start && worn.has(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}

/** At most this many characters of the start and as many of the end; always whole characters. */
export function clip(text: string, each: number): string {
  const clipped = text.length <= 2 * each ? text : `${text.slice(0, each)}\n[… clipped …]\n${text.slice(-each)}`;
  return clipped.toWellFormed();
}
