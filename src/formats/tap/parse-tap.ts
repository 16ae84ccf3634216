import { AdapterError } from '../../domain/error.ts';
import { type PointLine, readTapLine } from './tap-line.ts';

/** A test point, with what its own points say. */
export interface TapPoint {
  readonly name: string;
  /** As it says itself, unless what it holds is not whole. */
  readonly ok: boolean;
  readonly directive: 'skip' | 'todo' | null;
  /** Null for a point that holds none. */
  readonly subtests: readonly TapPoint[] | null;
  /** The lines of its YAML block, without their indentation, or why it is not believed; empty where there is neither. */
  readonly diagnostics: string;
}

interface OpenPoint extends TapPoint {
  ok: boolean;
  subtests: readonly TapPoint[] | null;
  diagnostics: string;
}

interface Level {
  readonly points: OpenPoint[];
  readonly ids: Set<number>;
  /** In braces behind this point; null for one that stands before its own. */
  readonly owner: OpenPoint | null;
  plan: number | null;
  broken: string | null;
}

/** What node-tap since 18 writes in the place of the outermost plan. Tests cannot: what they print is a level further in. */
const END = /\n# time=[\d.]+ms\s*$/;

const MAX_DEPTH = 50;
const MAX_POINTS = 1_000_000;

/**
 * Reads TAP 13 and 14 with subtests, before their own point or in braces behind it. What is no TAP is passed over, as anybody may print in
 * between; that makes nothing better: a point whose subtests have another number than they planned has failed. AdapterError where the outermost
 * level is not whole, and for `Bail out!`.
 */
export function parseTap(text: string): readonly TapPoint[] {
  const levels = [levelOf(null)];
  const lines = text.split(/\r?\n/);
  let count = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = readTapLine(lines[at] ?? '');
    if (line === null) continue;
    if (line.kind === 'bail') throw unreadable('INCOMPLETE_REPORT', `the tests bailed out: ${line.reason.slice(0, 200)}`);
    if (line.depth >= MAX_DEPTH) throw unreadable('UNREADABLE_REPORT', `subtests are more than ${MAX_DEPTH} deep`);
    if (line.kind === 'point') {
      const yaml = yamlBelow(lines, { at: at + 1, depth: line.depth });
      at += yaml === null ? 0 : yaml.length + 2;
      count += 1;
      if (count > MAX_POINTS) throw unreadable('UNREADABLE_REPORT', `there are more than ${MAX_POINTS} test points`);
      addPoint(levels, { ...line, diagnostics: yaml?.join('\n') ?? '' });
    } else if (line.kind === 'plan') addPlan(levels, line);
    else if (line.kind === 'open') openBrace(levels, line.depth);
    else closeBrace(levels, line.depth);
  }
  const root = levelAt(levels, 0);
  if (root.plan === null && END.test(text)) root.plan = root.points.length;
  const problem = problemOf(root);
  if (problem !== null) throw unreadable('INCOMPLETE_REPORT', `the TAP report is not whole: ${problem}`);
  return root.points;
}

function addPoint(
  levels: Level[],
  { depth, point, diagnostics }: { readonly depth: number; readonly point: PointLine; readonly diagnostics: string },
): void {
  const inner = takeInner(levels, depth);
  const level = levelAt(levels, depth);
  const { name, ok, directive, id, opens } = point;
  const added: OpenPoint = { name, ok, directive, subtests: null, diagnostics };
  level.points.push(added);
  if (id !== null && level.ids.has(id)) level.broken ??= `two test points have the number ${id}`;
  if (id !== null) level.ids.add(id);
  if (inner !== null) {
    if (inner.owner === null) attach(added, inner);
    else level.broken ??= 'braces were not closed';
  }
  if (opens) levels.push(levelOf(added));
}

function addPlan(levels: Level[], { depth, count }: { readonly depth: number; readonly count: number }): void {
  const inner = takeInner(levels, depth);
  const level = levelAt(levels, depth);
  if (inner !== null) level.broken ??= 'subtests have no test point of their own';
  if (level.plan !== null) level.broken ??= 'it is planned twice';
  level.plan = count;
}

/** On a line of its own, behind a YAML block. */
function openBrace(levels: Level[], depth: number): void {
  const last = levels.length === depth + 1 ? levels[depth]?.points.at(-1) : undefined;
  if (last !== undefined && last.subtests === null) levels.push(levelOf(last));
}

function closeBrace(levels: Level[], depth: number): void {
  const owner = levels[depth + 1]?.owner;
  if (!owner) return;
  const inner = takeInner(levels, depth);
  if (inner !== null) attach(owner, inner);
}

function attach(point: OpenPoint, inner: Level): void {
  const problem = problemOf(inner);
  point.subtests = inner.points;
  if (problem === null) return;
  point.ok = false;
  point.diagnostics = `${problem}\n${point.diagnostics}`;
}

/** The level below this one, without those below it, which then have no test point of their own. */
function takeInner(levels: Level[], depth: number): Level | null {
  const [inner, ...orphans] = levels.splice(depth + 1);
  if (inner === undefined) return null;
  if (orphans.length > 0) inner.broken ??= 'subtests have no test point of their own';
  return inner;
}

function levelAt(levels: Level[], depth: number): Level {
  while (levels.length <= depth) levels.push(levelOf(null));
  const level = levels[depth] ?? levelOf(null);
  if (levels.length > depth + 1) level.broken ??= 'subtests have no test point of their own';
  return level;
}

function problemOf({ points, ids, plan, broken }: Level): string | null {
  if (broken !== null) return broken;
  if (plan === null) return `it has no plan, and ${points.length} test points`;
  if (points.length !== plan) return `${plan} test points were planned, ${points.length} are there`;
  const stray = [...ids].find((id) => id < 1 || id > plan);
  return stray === undefined ? null : `a test point has the number ${stray}, ${plan} were planned`;
}

function levelOf(owner: OpenPoint | null): Level {
  return { points: [], ids: new Set(), owner, plan: null, broken: null };
}

/** What stands between `---` and `...`, indented by two more than the point; null where there is none, or it does not end. */
function yamlBelow(lines: readonly string[], { at, depth }: { readonly at: number; readonly depth: number }): readonly string[] | null {
  const indent = ' '.repeat(depth * 4 + 2);
  if (lines[at]?.trimEnd() !== `${indent}---`) return null;
  const found: string[] = [];
  for (let next = at + 1; next < lines.length && found.length < MAX_YAML_LINES; next += 1) {
    const line = lines[next] ?? '';
    if (line.trimEnd() === `${indent}...`) return found;
    if (line.trim() !== '' && !line.startsWith(indent)) return null;
    found.push(line.slice(indent.length));
  }
  return null;
}

const MAX_YAML_LINES = 20_000;

function unreadable(code: 'UNREADABLE_REPORT' | 'INCOMPLETE_REPORT', message: string): AdapterError {
  return new AdapterError(code, message);
}
