import type { Node, TryStatement } from 'oxc-parser';
import { type AssertionCounter, assertionCounter } from '../../syntax/assertions.ts';
import type { ParsedSource } from '../../syntax/parse-source.ts';
import { childrenOf, walk } from '../../syntax/walk.ts';
import { isTestPath } from './place.ts';

export interface EmptyCatch {
  readonly node: Node;
  /** Somebody says why, or asks next what came of it. */
  readonly isExplained: boolean;
  readonly hidesAssertion: boolean;
}

/** Every `catch` of a file without a statement. */
export function emptyCatches(parsed: ParsedSource): EmptyCatch[] {
  const found: EmptyCatch[] = [];
  // Made for the first of them: it goes through the whole file.
  let counter: AssertionCounter | null = null;
  const asserts = (block: Node) => (counter ??= assertionCounter(parsed.program, () => false)).within(block).all > 0;
  walk(parsed.program, (node, ancestors) => {
    if (node.type !== 'TryStatement' || node.handler === null || node.handler.body.body.length > 0) return;
    const { start, end } = node.handler.body;
    found.push({
      node: node.handler,
      isExplained:
        parsed.comments.some((comment) => start < comment.start && comment.end < end) ||
        isExplainedAbove(parsed, node) ||
        isAskedNext(node, ancestors.at(-1)),
      hidesAssertion: isTestPath(parsed.path) && asserts(node.block),
    });
  });
  return found;
}

/** Words with which one says that something may fail, and that this is fine. */
const FAILURE =
  /\b(ignor|swallow|fail|errors?\b|throw|catch|best.effort|optional|missing|unsupported|already|never|(may|might|can|could|does|do|is|are|if) ?(not|n't)\b|can't|cannot|unavailable)/i;

/** A comment of the same paragraph, no blank line in between, that speaks of failing. */
function isExplainedAbove({ text, comments, lineOf }: ParsedSource, { start }: TryStatement): boolean {
  const above = text.slice(0, start).split('\n').slice(0, -1);
  const blank = above.findLastIndex((line) => line.trim() === '');
  const line = lineOf(start);
  return comments.some((comment) => lineOf(comment.start) > blank + 1 && lineOf(comment.end) < line && FAILURE.test(comment.value));
}

/** `let stats; try { stats = stat(path) } catch {} if (stats) …`: what failed left nothing, and the next statement asks for it. */
function isAskedNext(node: TryStatement, around: Node | undefined): boolean {
  if (around?.type !== 'BlockStatement' && around?.type !== 'Program') return false;
  const statements: readonly Node[] = around.body;
  const [only, ...more] = node.block.body;
  if (more.length > 0 || only?.type !== 'ExpressionStatement' || only.expression.type !== 'AssignmentExpression') return false;
  const { left, operator } = only.expression;
  if (left.type !== 'Identifier' || operator !== '=') return false;
  const place = statements.indexOf(node);
  const next = statements[place + 1];
  return next?.type === 'IfStatement' && mentions(next.test, left.name) && isEmptyBefore(statements[place - 1], left.name);
}

function mentions(node: Node, name: string): boolean {
  return (node.type === 'Identifier' && node.name === name) || childrenOf(node).some((child) => mentions(child, name));
}

/** `let stats` and `let stats = null` right before. */
function isEmptyBefore(node: Node | undefined, name: string): boolean {
  if (node?.type !== 'VariableDeclaration') return false;
  return node.declarations.some(
    ({ id, init }) => id.type === 'Identifier' && id.name === name && (init === null || (init.type === 'Literal' && init.value === null)),
  );
}
