import type { Secret, Strength } from './secret.ts';

const MOST_CERTAIN: readonly Strength[] = ['sure', 'strong', 'weak'];

/** Each secret once, however many ways of looking found it: of several readings of the same piece of a line the most certain one. */
export function distinctSecrets(found: readonly Secret[], lines: readonly string[]): Secret[] {
  const kept: Secret[] = [];
  const known = new Map<number, LineReader>();
  for (const secret of found.toSorted((one, two) => MOST_CERTAIN.indexOf(one.strength) - MOST_CERTAIN.indexOf(two.strength))) {
    const line = known.get(secret.line) ?? new LineReader(lines[secret.line - 1] ?? '');
    known.set(secret.line, line);
    if (line.take(secret.value)) kept.push(secret);
  }
  return kept;
}

/** The secrets of one line, which may be a whole file. */
class LineReader {
  readonly #line: string;
  /** How often each was taken. */
  readonly #taken = new Map<string, number>();
  readonly #counts = new Map<string, number>();

  constructor(line: string) {
    this.#line = line;
  }

  /** False for what is part of those that were taken, or holds one; what stands in the line once more besides them is another secret. */
  take(value: string): boolean {
    let inside = 0;
    for (const [other, times] of this.#taken) {
      if (other.includes(value)) inside += times * occurrences(other, value);
      else if (value.includes(other) && this.#count(other) <= times) return false;
    }
    if (inside > 0 && this.#count(value) <= inside) return false;
    this.#taken.set(value, (this.#taken.get(value) ?? 0) + 1);
    return true;
  }

  #count(value: string): number {
    const known = this.#counts.get(value);
    if (known !== undefined) return known;
    const count = occurrences(this.#line, value);
    this.#counts.set(value, count);
    return count;
  }
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}
