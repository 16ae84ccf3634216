import { type ArrowFunctionExpression, type Node, type Function, type ParserOptions, type Program, parseSync, Visitor } from 'oxc-parser';
import { AdapterError } from '../../domain/error.ts';
import { tooDeepAt } from '../../domain/too-deep.ts';

/**
 * 1-based lines of a JavaScript or TypeScript file on which something that runs starts: a statement, the initial value
 * of a variable or a class field, the body of an arrow function. Declarations, types, imports and blank lines cannot be covered.
 * AdapterError when the file does not parse.
 */
export function executableLines(path: string, text: string): ReadonlySet<number> {
  const program = programOf(path, text);
  const lineOf = lineIndex(text);
  const lines = new Set<number>();
  const add = ({ start }: { readonly start: number }) => void lines.add(lineOf(start));
  new Visitor({
    ExpressionStatement: (node) => (typeof node.directive === 'string' ? undefined : add(node)),
    VariableDeclaration(node) {
      if (node.declare !== true)
        for (const { init } of node.declarations) if (init !== null) add(node.declarations.length === 1 ? node : init);
    },
    PropertyDefinition: ({ value }) => (value === null ? undefined : add(value)),
    ArrowFunctionExpression: ({ body }) => (body.type === 'BlockStatement' ? undefined : add(body)),
    ExportDefaultDeclaration: ({ declaration }) => (declaration.type.endsWith('Declaration') ? undefined : add(declaration)),
    ReturnStatement: add,
    IfStatement: add,
    ForStatement: add,
    ForInStatement: add,
    ForOfStatement: add,
    WhileStatement: add,
    DoWhileStatement: add,
    SwitchStatement: add,
    ThrowStatement: add,
    TryStatement: add,
    BreakStatement: add,
    ContinueStatement: add,
    LabeledStatement: add,
    DebuggerStatement: add,
  }).visit(program);
  return lines;
}

/**
 * 1-based lines that hold a named function as a whole, with something in it that runs: a declaration, a method, what a variable, a property or a
 * field begins with. Where none of them is called, the line was only read: that its file was loaded says nothing.
 */
export function oneLineFunctions(path: string, text: string): ReadonlySet<number> {
  const program = programOf(path, text);
  const lineOf = lineIndex(text);
  const lines = new Set<number>();
  const add = (node: Function | ArrowFunctionExpression) => {
    const { body } = node;
    const isEmpty = body === null || (body.type === 'BlockStatement' && body.body.length === 0);
    if (!isEmpty && lineOf(node.start) === lineOf(node.end - 1)) lines.add(lineOf(node.start));
  };
  const addIfFunction = (value: Node | null) => {
    if (value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression') add(value);
  };
  new Visitor({
    FunctionDeclaration: add,
    MethodDefinition: ({ value }) => addIfFunction(value),
    PropertyDefinition: ({ value }) => addIfFunction(value),
    Property: ({ value }) => addIfFunction(value),
    VariableDeclarator: ({ init }) => addIfFunction(init),
  }).visit(program);
  return lines;
}

/** A `.js` file does not say which dialect it is in: JSX, `return` at the top of CommonJS, Flow that reads like TypeScript. */
const JAVASCRIPT: readonly ParserOptions[] = [
  { lang: 'jsx', sourceType: 'unambiguous' },
  { lang: 'jsx', sourceType: 'commonjs' },
  { lang: 'tsx' },
];

function programOf(path: string, text: string): Program {
  if (tooDeepAt(text) !== null) throw new AdapterError('UNPARSABLE_SOURCE', `${path} is nested too deeply to be parsed`);
  const attempts = /\.[cm]?jsx?$/.test(path) ? JAVASCRIPT : [{}];
  let problem = 'unknown';
  for (const options of attempts) {
    const { program, errors } = parseSync(path, text, options);
    if (errors.length === 0) return program;
    problem = errors[0]?.message ?? problem;
  }
  throw new AdapterError('UNPARSABLE_SOURCE', `${path} does not parse: ${problem}`);
}

function lineIndex(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
