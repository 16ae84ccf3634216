/** A line of TAP, as far as it decides something. */
export type TapLine =
  | { readonly kind: 'plan'; readonly depth: number; readonly count: number }
  | { readonly kind: 'point'; readonly depth: number; readonly point: PointLine }
  | { readonly kind: 'open' | 'close'; readonly depth: number }
  | { readonly kind: 'bail'; readonly depth: number; readonly reason: string };

export interface PointLine {
  readonly ok: boolean;
  readonly id: number | null;
  readonly name: string;
  readonly directive: 'skip' | 'todo' | null;
  /** Its subtests follow in braces. */
  readonly opens: boolean;
}

const POINT = /^(not )?ok\b(?: +(\d{1,9})\b)?(?: *- +| +|$)(.*)$/;
const PLAN = /^1\.\.(\d{1,9})(?:\s*#.*)?$/;

/** Null for what is no TAP, and for comments, versions and pragmas. Subtests are indented by four. */
export function readTapLine(text: string): TapLine | null {
  const content = text.trimStart();
  const spaces = text.length - content.length;
  if (spaces % 4 !== 0 || text.slice(0, spaces).includes('\t')) return null;
  const depth = spaces / 4;
  const line = content.trimEnd();
  if (line === '{' || line === '}') return { kind: line === '{' ? 'open' : 'close', depth };
  if (/^Bail out!/i.test(line)) return { kind: 'bail', depth, reason: line.slice('Bail out!'.length).trim() };
  const plan = PLAN.exec(line)?.[1];
  if (plan !== undefined) return { kind: 'plan', depth, count: Number(plan) };
  const point = POINT.exec(line);
  return point === null ? null : { kind: 'point', depth, point: pointOf(point) };
}

function pointOf([, not, id, rest = '']: RegExpExecArray): PointLine {
  const opens = rest.endsWith(' {') || rest === '{';
  const said = opens ? rest.slice(0, -1).trimEnd() : rest;
  const hash = directiveAt(said);
  const behind = hash === -1 ? '' : said.slice(hash + 1);
  const directive = /^\s*(skip|todo)/i.exec(behind)?.[1]?.toLowerCase() ?? null;
  const isKnown = directive !== null || /^\s*time=/.test(behind);
  const name = (isKnown ? said.slice(0, hash) : said).trim().replace(/\\([#\\])/g, '$1');
  return {
    ok: not === undefined,
    id: id === undefined ? null : Number(id),
    name,
    directive: directive === 'skip' || directive === 'todo' ? directive : null,
    opens,
  };
}

/** Where the first `#` is that begins a word; one that is escaped does not. */
function directiveAt(text: string): number {
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1)) {
    if (at === 0 || text[at - 1] === ' ') return at;
  }
  return -1;
}
