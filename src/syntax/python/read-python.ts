import type { SyntaxProblem } from '../parse-source.ts';
import { type LogicalLine, type PythonComment, scanPython } from './scan-python.ts';

export interface PythonStatement extends LogicalLine {
  /** What is indented below it. */
  readonly body: readonly PythonStatement[];
}

/** A Python file as its statements and what is below them: enough to know functions, classes and what runs under which condition. */
export interface PythonSource {
  readonly statements: readonly PythonStatement[];
  readonly comments: readonly PythonComment[];
  /** Why it is no program, as far as that can be seen without a grammar of expressions. */
  readonly problem: SyntaxProblem | null;
}

export function isPython(path: string): boolean {
  return /\.pyi?$/.test(path);
}

const KEPT = 200;
const kept = new Map<string, PythonSource>();

/** Reads a text and runs nothing of it. Never throws for what is in it. */
export function readPython(text: string): PythonSource {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const { lines, comments, problem } = scanPython(text);
  const { statements, fault } = nest(lines);
  const source = { statements, comments, problem: problem ?? fault };
  kept.set(text, source);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return source;
}

/** Only what begins a block ends in a colon. */
function beginsBlock({ code }: LogicalLine): boolean {
  return code.endsWith(':');
}

/** As Python's own. */
const MAX_LEVELS = 100;

const COMPOUND = /^(if|elif|else|for|while|try|except|finally|with|def|class|async|match|case)\b/;

/** `if x: y` as its head and, below it, what stands behind the colon. */
function split(line: LogicalLine): { readonly head: LogicalLine; readonly inline: LogicalLine | null } {
  const { colon, code, text } = line;
  if (colon === null || !COMPOUND.test(code) || colon.code === code.length - 1) return { head: line, inline: null };
  const inline = { ...line, colon: null, text: text.slice(colon.text + 1).trim(), code: code.slice(colon.code + 1).trim() };
  return { head: { ...line, text: text.slice(0, colon.text + 1), code: code.slice(0, colon.code + 1) }, inline };
}

interface Open extends LogicalLine {
  readonly body: Open[];
}

function nest(lines: readonly LogicalLine[]): { readonly statements: readonly PythonStatement[]; readonly fault: SyntaxProblem | null } {
  const statements: Open[] = [];
  const levels: { readonly indent: number; readonly body: Open[] }[] = [{ indent: 0, body: statements }];
  let fault: SyntaxProblem | null = null;
  let previous: Open | null = null;
  let aside: Open | null = null;
  for (const whole of lines) {
    // `if x: a; b` has both below it.
    if (aside !== null && aside.endLine === whole.line) {
      aside.body.push({ ...whole, body: [] });
      continue;
    }
    const { head: line, inline } = split(whole);
    const problem = (message: string, at = line.line) => {
      fault ??= { message, line: at };
    };
    const waits: boolean = previous !== null && aside === null && beginsBlock(previous);
    const level = levels.at(-1) ?? { indent: 0, body: statements };
    if (previous !== null && waits && line.indent > level.indent) {
      levels.push({ indent: line.indent, body: previous.body });
      if (levels.length > MAX_LEVELS) problem('too many levels of indentation');
    } else {
      if (waits) problem(`nothing is indented below line ${previous?.line ?? 0}`);
      else if (line.indent > level.indent && previous !== null && COMPOUND.test(previous.code) && previous.colon === null)
        problem('a colon is missing', previous.endLine);
      else if (line.indent > level.indent) problem('unexpected indentation');
      while (levels.length > 1 && (levels.at(-1)?.indent ?? 0) > line.indent) levels.pop();
      if ((levels.at(-1)?.indent ?? 0) < line.indent && line.indent < level.indent) problem('the indentation is that of no block above');
    }
    const statement: Open = { ...line, body: inline === null ? [] : [{ ...inline, body: [] }] };
    (levels.at(-1)?.body ?? statements).push(statement);
    previous = statement;
    aside = inline === null ? null : statement;
  }
  if (previous !== null && aside === null && beginsBlock(previous))
    fault ??= { message: 'the file ends where a block begins', line: previous.line };
  return { statements, fault };
}

/** Every statement with those it is inside of, outermost first. */
export function walkPython(
  statements: readonly PythonStatement[],
  visit: (statement: PythonStatement, around: readonly PythonStatement[], before: readonly PythonStatement[]) => void,
  around: readonly PythonStatement[] = [],
): void {
  for (const [index, statement] of statements.entries()) {
    visit(statement, around, statements.slice(Math.max(0, index - 50), index));
    walkPython(statement.body, visit, [...around, statement]);
  }
}

/** Lines on which something runs, as coverage.py counts them: the first of each statement, and no documentation. */
export function pythonLinesThatRun(text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  walkPython(readPython(text).statements, ({ code, line }) => {
    if (!/^("")+$/.test(code) && !/^(else|finally)\s*:$|^(global|nonlocal)\b/.test(code)) lines.add(line);
  });
  return lines;
}
