import { type PythonStatement, walkPython } from './read-python.ts';

export interface PythonFunction {
  readonly name: string;
  /** Names of the classes around it, outermost first. */
  readonly classes: readonly string[];
  /** Classes and functions around it and itself, dotted. */
  readonly symbol: string;
  readonly isInFunction: boolean;
  /** Its own and those of the classes around it, with texts. */
  readonly decorators: readonly string[];
  readonly statement: PythonStatement;
  readonly line: number;
  readonly endLine: number;
}

const DEFINITION = /^(?:async\s+)?(def|class)\s+(\w+)/;

/** Kind and name of what a statement defines; null for any other. */
export function definitionOf({ code }: PythonStatement): { readonly kind: 'def' | 'class'; readonly name: string } | null {
  const [, kind, name] = DEFINITION.exec(code) ?? [];
  return name === undefined || (kind !== 'def' && kind !== 'class') ? null : { kind, name };
}

export function functionsOf(statements: readonly PythonStatement[]): PythonFunction[] {
  const found: PythonFunction[] = [];
  const decoratorsOf = new Map<PythonStatement, readonly string[]>();
  walkPython(statements, (statement, around, before) => {
    const definition = definitionOf(statement);
    if (definition === null) return;
    const decorators = before.slice(before.findLastIndex(({ code }) => !code.startsWith('@')) + 1).map(({ text }) => text);
    const outer = around.flatMap((one) => decoratorsOf.get(one) ?? []);
    decoratorsOf.set(statement, definition.kind === 'class' ? decorators : []);
    if (definition.kind !== 'def') return;
    const names = around.flatMap((one) => definitionOf(one) ?? []);
    found.push({
      name: definition.name,
      classes: names.filter(({ kind }) => kind === 'class').map(({ name }) => name),
      symbol: [...names, definition].map(({ name }) => name).join('.'),
      isInFunction: names.some(({ kind }) => kind === 'def'),
      decorators: [...outer, ...decorators],
      statement,
      line: statement.line,
      endLine: lastLine(statement),
    });
  });
  return found;
}

export function lastLine(statement: PythonStatement): number {
  const last = statement.body.at(-1);
  return last === undefined ? statement.endLine : lastLine(last);
}
