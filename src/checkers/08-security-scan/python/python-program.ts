import type { PythonSource, PythonStatement } from '../../../syntax/python/read-python.ts';
import { dottedName, type PythonNode, readPythonExpression } from './python-expression.ts';

/** What names stand for in a function, or at the top of a file. */
export interface PythonScope {
  readonly parent: PythonScope | null;
  readonly writes: Map<string, PythonNode[]>;
  /** Names that something is added to: `sql += …`, `sql = sql + …`. */
  readonly grown: Set<string>;
  /** Parameters that whoever sends a request chooses. */
  readonly given: ReadonlySet<string>;
  readonly conditions: PythonLine[];
}

/** A statement on one level, with what it says. */
export interface PythonLine {
  readonly line: number;
  readonly text: string;
  readonly expression: PythonNode;
  readonly scope: PythonScope;
}

export interface PythonProgram {
  readonly lines: readonly PythonLine[];
  /** Local names by what they are imported as: `sp` is `subprocess`. */
  readonly imports: ReadonlyMap<string, string>;
  /** All of it as written, for what is asked of a whole file. */
  readonly text: string;
}

/** Longer statements are tables of data. */
const LONGEST = 20_000;

const ASSIGNMENT = /^([\w.]{1,200}(?:\s{0,9},\s{0,9}[\w.]{1,200}){0,20})\s{0,9}(?::[^=]{1,300})?\+?=(?!=)\s*([^]+)$/;
const LOOP = /^(?:async\s+)?for\s+([\w\s,()]{1,300}?)\s+in\s+([^]+):$/;

export function readPythonProgram({ statements }: PythonSource, text: string): PythonProgram {
  const lines: PythonLine[] = [];
  const imports = new Map<string, string>();
  const top: PythonScope = { parent: null, writes: new Map(), grown: new Set(), given: new Set(), conditions: [] };
  const read = (body: readonly PythonStatement[], scope: PythonScope) => {
    let decorators: string[] = [];
    for (const statement of body) {
      const { text: said, code, line } = statement;
      recordImport(said, imports);
      const expression = said.length > LONGEST ? null : readPythonExpression(said);
      const own = expression === null ? null : { line, text: said, expression, scope };
      if (own !== null) {
        lines.push(own);
        recordWrites(said, scope);
        if (/^(if|elif|while|assert)\b/.test(code)) scope.conditions.push(own);
      }
      const inner = /^(async\s+)?def\b/.test(code) ? functionScope(said, { parent: scope, decorators }) : scope;
      decorators = code.startsWith('@') ? [...decorators, said] : [];
      read(statement.body, inner);
    }
  };
  read(statements, top);
  return { lines, imports, text };
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

function recordWrites(text: string, { writes, grown }: PythonScope): void {
  const [, targets = '', value = ''] = ASSIGNMENT.exec(text) ?? LOOP.exec(text) ?? [];
  const expression = value === '' ? null : readPythonExpression(value);
  if (expression === null) return;
  const added = /^([\w.]{1,200})\s{0,9}(?:\+=|=\s{0,9}\1\s{0,9}\+)/.exec(text)?.[1];
  if (added !== undefined) grown.add(added);
  for (const name of targets.split(/[\s,()]+/).filter((one) => one !== '')) writes.set(name, [...(writes.get(name) ?? []), expression]);
}

const ROUTE = /^@[\w.]{1,100}\.(route|get|post|put|patch|delete|api_route|websocket)\s*\(/;
/** What is turned into such a value before the function sees it, or is no value of a request. */
const HARMLESS_TYPE =
  /:\s*(Optional\[)?(int|float|bool|UUID|uuid\.UUID|date|datetime|Request|Response|[A-Z]\w*)\b|=\s*(Depends|Security)\b/;

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
  return { parent, writes: new Map(), grown: new Set(), given, conditions: [] };
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
