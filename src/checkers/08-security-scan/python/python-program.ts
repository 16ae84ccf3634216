import type { PythonSource, PythonStatement } from '../../../syntax/python/read-python.ts';
import { dottedName, type PythonNode, readPythonExpression, readPythonStatement, wholeOf } from './python-expression.ts';
import { askedNames } from './python-asked.ts';
import { type PythonWrite, writesIn } from './python-writes.ts';

/** What names stand for in a function, or at the top of a file. */
export interface PythonScope {
  readonly parent: PythonScope | null;
  /** Of the function; empty at the top. */
  readonly name: string;
  /** By name; `a[k]` for what `a["k"] = …` gives. */
  readonly writes: Map<string, PythonNode[]>;
  /** Names that something is added to: `sql += …`, `sql = sql + …`. */
  readonly grown: Set<string>;
  /** Parameters that whoever sends a request chooses. */
  readonly given: ReadonlySet<string>;
  /** Parameters that are a request, by their type. */
  readonly requests: ReadonlySet<string>;
  /** Names that a condition asks something about, by the first line on which one does. */
  readonly asked: Map<string, number>;
}

/** A statement on one level, with what it says. */
export interface PythonLine {
  readonly line: number;
  readonly text: string;
  readonly expression: PythonNode;
  readonly scope: PythonScope;
  readonly writes: readonly PythonWrite[];
}

export interface PythonProgram {
  readonly lines: readonly PythonLine[];
  /** Local names by what they are imported as: `sp` is `subprocess`. */
  readonly imports: ReadonlyMap<string, string>;
  /** All of it without comments and what texts say, for what is asked of a whole file. */
  readonly code: string;
}

/** Longer statements are tables of data. */
const LONGEST = 20_000;

const LOOP = /^(?:async\s+)?for\s+([\w\s,()]{1,300}?)\s+in\s+([^]+):$/;

export function readPythonProgram({ statements }: PythonSource): PythonProgram {
  const lines: PythonLine[] = [];
  const all: string[] = [];
  const imports = new Map<string, string>();
  const top: PythonScope = {
    parent: null,
    name: '',
    writes: new Map(),
    grown: new Set(),
    given: new Set(),
    requests: new Set(),
    asked: new Map(),
  };
  const read = (body: readonly PythonStatement[], scope: PythonScope) => {
    let decorators: string[] = [];
    for (const statement of body) {
      const { text: said, code, line } = statement;
      all.push(code);
      recordImport(said, imports);
      const parts = said.length > LONGEST ? null : readPythonStatement(said);
      if (parts !== null) {
        const expression = wholeOf(parts.parts);
        const writes = writesIn(parts);
        lines.push({ line, text: said, expression, scope, writes });
        for (const write of [...writes, ...loopWrites(said)]) record(write, scope);
        if (/^(if|elif|while|assert)\b/.test(code))
          for (const name of askedNames(expression)) if (!scope.asked.has(name)) scope.asked.set(name, line);
      }
      const inner = /^(async\s+)?def\b/.test(code) ? functionScope(said, { parent: scope, decorators }) : scope;
      decorators = code.startsWith('@') ? [...decorators, said] : [];
      read(statement.body, inner);
    }
  };
  read(statements, top);
  return { lines, imports, code: all.join('\n') };
}

function recordImport(text: string, imports: Map<string, string>): void {
  const [, from = '', names] = /^from\s+([\w.]+)\s+import\s+\(?([^()]*)\)?$/.exec(text) ?? [];
  const plain = /^import\s+([\w.,\s]+)$/.exec(text)?.[1];
  for (const one of (names ?? plain ?? '').split(',')) {
    const [, name = '', as] = /^\s*([\w.*]+)(?:\s+as\s+(\w+))?\s*$/.exec(one) ?? [];
    if (name === '') continue;
    if (names !== undefined) imports.set(as ?? name, `${from}.${name}`);
    else if (as !== undefined) imports.set(as, name);
  }
}

function record({ name, value, isAdded }: PythonWrite, { writes, grown }: PythonScope): void {
  if (isAdded) grown.add(name);
  const known = writes.get(name);
  if (known === undefined) writes.set(name, [value]);
  else known.push(value);
}

function loopWrites(text: string): PythonWrite[] {
  const [, targets = '', values = ''] = LOOP.exec(text) ?? [];
  const value = values === '' ? null : readPythonExpression(values);
  const names = targets.split(/[\s,()]+/).filter((name) => name !== '');
  return value === null ? [] : names.map((name) => ({ name, value, isAdded: false }));
}

const ROUTE = /^@[\w.]{1,100}\.(route|get|post|put|patch|delete|api_route|websocket)\s*\(/;
/** What is turned into such a value before the function sees it, or is no value of a request. */
const HARMLESS_TYPE =
  /:\s*(Optional\[)?(int|float|bool|UUID|uuid\.UUID|date|datetime|Request|Response|[A-Z]\w*)\b|=\s*(Depends|Security)\b/;

const OF_REQUEST = /\b(\w+)\s*:\s*(?:\w+\.)*(?:Request|HttpRequest|WSGIRequest)\b/g;

function functionScope(
  text: string,
  { parent, decorators }: { readonly parent: PythonScope; readonly decorators: readonly string[] },
): PythonScope {
  const routes = decorators.filter((one) => ROUTE.test(one));
  const converted = new Set(routes.flatMap((one) => [...one.matchAll(/<(?:int|float|uuid):(\w+)>/g)].map(([, name = '']) => name)));
  // What AWS Lambda hands over.
  const given = new Set<string>(/^(async\s+)?def\s+\w+\(\s*event\b[^,]{0,100},\s*_?context\b/.test(text) ? ['event'] : []);
  if (routes.length > 0)
    for (const parameter of text.slice(text.indexOf('(') + 1).split(',')) {
      const name = /^\s*(\w+)/.exec(parameter)?.[1];
      if (name !== undefined && !/^(self|cls|request|req|response)$/.test(name) && !converted.has(name) && !HARMLESS_TYPE.test(parameter))
        given.add(name);
    }
  const requests = new Set([...text.matchAll(OF_REQUEST)].map(([, name = '']) => name));
  const name = /\bdef\s+(\w+)/.exec(text)?.[1] ?? '';
  return { parent, name, writes: new Map(), grown: new Set(), given, requests, asked: new Map() };
}

/** `a.b.c` by what it is imported as, `()` where something is called on the way; what it is of is left out where that has no name. */
export function pythonName(node: PythonNode, imports: ReadonlyMap<string, string>): string {
  const dotted = dottedName(node);
  if (dotted !== null) {
    const [first = '', ...rest] = dotted.split('.');
    return [imports.get(first) ?? first, ...rest].join('.');
  }
  if (node.kind === 'call') return `${pythonName(node.callee, imports)}()`;
  return node.kind === 'attribute' ? `${pythonName(node.of, imports)}.${node.name}` : '';
}
