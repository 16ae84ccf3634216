/** The word that another was meant to be, where it is none of them itself. */
export function meantBy(word: string, known: readonly string[]): string | undefined {
  return known.includes(word) ? undefined : known.find((one) => oneEdit(one, word) !== null);
}

/** In what two words differ: one letter more, less, another, or two neighbours exchanged; null where they are the same, or differ in more. */
export function oneEdit(a: string, b: string): readonly [string, string] | null {
  if (a === b || Math.abs(a.length - b.length) > 1) return null;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isExchanged = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return isExchanged || (left.length <= 1 && right.length <= 1) ? [left, right] : null;
}
