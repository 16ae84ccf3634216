/** Versions from the first to before the last. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const COMPARATOR = /^(?<sign>[<>]=?|=|\^|~>?|)v?(?<major>\d{1,4}|[xX*])(?:\.(?<minor>\d{1,4}|[xX*]))?(?:\.(?<patch>\d{1,4}|[xX*]))?$/;
const LARGEST = Number.MAX_SAFE_INTEGER;

/** `line`: all releases of an even first number, which are those that are kept for years. */
export type Narrowing = 'none' | 'some' | 'line';

/** How many versions of Node the second range leaves out that the first one takes; null where one of them is not understood. */
export function narrowing(was: string, is: string): Narrowing | null {
  const [before, after] = [spansOf(was), spansOf(is)];
  if (before === null || after === null) return null;
  for (let line = 0; line <= 200; line += 2) {
    const whole = { from: numberOf(line, 0, 0), to: numberOf(line + 1, 0, 0) };
    if (before.some((span) => meet(span, whole)) && !after.some((span) => meet(span, whole))) return 'line';
  }
  return before.every((span) => isCovered(span, after)) ? 'none' : 'some';
}

function meet(one: Span, other: Span): boolean {
  return Math.max(one.from, other.from) < Math.min(one.to, other.to);
}

function isCovered({ from, to }: Span, spans: readonly Span[]): boolean {
  let at = from;
  for (const span of spans.toSorted((one, other) => one.from - other.from)) if (span.from <= at) at = Math.max(at, span.to);
  return at >= to;
}

function spansOf(range: string): readonly Span[] | null {
  const spans: Span[] = [];
  for (const set of range.split('||')) {
    const said = set
      .trim()
      .replaceAll(/(?<=[<>=^~])\s+/g, '')
      .replace(/^(\S+)\s+-\s+(\S+)$/, '>=$1 <=$2');
    let [from, to] = [0, LARGEST];
    for (const one of said.split(/\s+/)) {
      const span = one === '' ? { from: 0, to: LARGEST } : spanOf(one);
      if (span === null) return null;
      [from, to] = [Math.max(from, span.from), Math.min(to, span.to)];
    }
    if (from < to) spans.push({ from, to });
  }
  return spans;
}

function spanOf(comparator: string): Span | null {
  const { sign = '', major, minor, patch } = COMPARATOR.exec(comparator)?.groups ?? {};
  if (major === undefined) return null;
  if (!/\d/.test(major)) return { from: 0, to: LARGEST };
  const [first, second, third] = [Number(major), partOf(minor), partOf(patch)];
  const from = numberOf(first, second ?? 0, third ?? 0);
  const behindMinor = second === null ? numberOf(first + 1, 0, 0) : numberOf(first, second + 1, 0);
  const behind = second === null || third === null ? behindMinor : from + 1;
  switch (sign) {
    case '>=':
      return { from, to: LARGEST };
    case '>':
      return { from: behind, to: LARGEST };
    case '<':
      return { from: 0, to: from };
    case '<=':
      return { from: 0, to: behind };
    case '^':
      return first === 0 ? null : { from, to: numberOf(first + 1, 0, 0) };
    case '~':
    case '~>':
      return { from, to: behindMinor };
    default:
      return { from, to: behind };
  }
}

function partOf(text: string | undefined): number | null {
  return text !== undefined && /\d/.test(text) ? Number(text) : null;
}

function numberOf(major: number, minor: number, patch: number): number {
  return (major * 10_000 + minor) * 10_000 + patch;
}
