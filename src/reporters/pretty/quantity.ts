/** `1 finding`, `2 findings`. */
export function count(amount: number, noun: string, plural: string = `${noun}s`): string {
  return `${grouped(amount)} ${amount === 1 ? noun : plural}`;
}

/** `18,240`, the same on every machine. */
export function grouped(amount: number): string {
  // By hand, as the first use of a locale costs as much as a small command.
  return String(amount).replace(/\B(?=(?:\d{3})+(?:\.|$))(?<!\.\d*)/g, ',');
}

/** `0.4 s`, `41 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The first digits of a digest or object id, enough to tell it from its neighbours. */
export function short(id: string): string {
  return /^[0-9a-f]{16,}$/.test(id) ? id.slice(0, 10) : id;
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
