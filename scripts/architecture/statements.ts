import { Visitor, type ArrowFunctionExpression } from 'oxc-parser';
import type { Module, ModuleGraph } from './module-graph.ts';
import type { Violation } from './violation.ts';

/** What oxlint has no rule for and a single file shows. Tests are free. */
export function statementViolations(graph: ModuleGraph): Violation[] {
  return [...graph.values()].filter(({ isTest }) => !isTest).flatMap(inModule);
}

const CLOCK_FOLDERS = ['src/platform/', 'src/config/'];

function inModule({ path, program, lineOf }: Module): Violation[] {
  const violations: Violation[] = [];
  const found = (start: number, rule: string, message: string) => void violations.push({ path, line: lineOf(start), rule, message });
  new Visitor({
    // oxlint's no-empty is content with a comment inside; a red that turns green is not.
    CatchClause({ body, start }) {
      if (body.body.length === 0)
        found(start, 'no-swallowed-error', 'an empty catch hides a failure, with or without a comment: handle it');
    },
    CallExpression({ callee, arguments: [handler], start }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.property.name !== 'catch') return;
      if (handler?.type === 'ArrowFunctionExpression' && handler.params.length === 0 && saysNothing(handler.body))
        found(start, 'no-swallowed-error', 'this .catch() hides every failure behind a fixed value: look at the error');
    },
    NewExpression({ callee, arguments: args, start }) {
      if (callee.type !== 'Identifier') return;
      if (callee.name === 'Date' && args.length === 0 && !CLOCK_FOLDERS.some((folder) => path.startsWith(folder)))
        found(start, 'no-wall-clock', 'new Date() reads the wall clock: take a Clock (platform/clock.ts)');
      // The build rewrites import specifiers and nothing else.
      const [file] = args;
      if (callee.name === 'URL' && file?.type === 'Literal' && typeof file.value === 'string' && /^\..*\.ts$/.test(file.value))
        found(
          start,
          'no-source-path',
          'the published package has .js here, and this string is not rewritten: take the ending from import.meta.url',
        );
    },
  }).visit(program);
  return violations;
}

function saysNothing(body: ArrowFunctionExpression['body']): boolean {
  switch (body.type) {
    case 'BlockStatement':
      return body.body.length === 0;
    case 'ArrayExpression':
      return body.elements.length === 0;
    case 'ObjectExpression':
      return body.properties.length === 0;
    case 'Identifier':
      return body.name === 'undefined';
    default:
      return body.type === 'Literal';
  }
}
