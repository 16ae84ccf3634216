import type { CallExpression, Node, TryStatement } from 'oxc-parser';
import { type AssertionCounter, assertionCounter } from '../../syntax/assertions.ts';
import { keyName } from '../../syntax/literal.ts';
import type { ParsedSource } from '../../syntax/parse-source.ts';
import { childrenOf, walk } from '../../syntax/walk.ts';
import { isTestPath } from './place.ts';

export interface EmptyCatch {
  readonly kind: 'catch' | 'rejection';
  readonly node: Node;
  /** Somebody says why, or asks next what came of it. */
  readonly isExplained: boolean;
  readonly hidesAssertion: boolean;
}

/** Every `catch` of a file without a statement, and every one of a promise that nobody else holds. */
export function emptyCatches(parsed: ParsedSource): EmptyCatch[] {
  const found: EmptyCatch[] = [];
  // Made for the first of them: it goes through the whole file.
  let counter: AssertionCounter | null = null;
  const asserts = (block: Node) => (counter ??= assertionCounter(parsed.program, () => false)).within(block).all > 0;
  walk(parsed.program, (node, ancestors) => {
    const ignoring = node.type === 'CallExpression' && !isHeldElsewhere(node, ancestors.at(-1)) ? ignoringFunction(node) : null;
    if (ignoring !== null) {
      const isExplained = isCommentedIn(parsed, ignoring) || isExplainedAbove(parsed, node);
      found.push({ kind: 'rejection', node: ignoring, isExplained, hidesAssertion: false });
    }
    if (node.type !== 'TryStatement' || node.handler === null || node.handler.body.body.length > 0) return;
    found.push({
      kind: 'catch',
      node: node.handler,
      isExplained: isCommentedIn(parsed, node.handler.body) || isExplainedAbove(parsed, node) || isAskedNext(node, ancestors.at(-1)),
      hidesAssertion: isTestPath(parsed.path) && asserts(node.block),
    });
  });
  return found;
}

function isCommentedIn({ comments }: ParsedSource, { start, end }: Node): boolean {
  return comments.some((comment) => start < comment.start && comment.end < end);
}

/** The empty function of `load().catch(() => {})`. */
function ignoringFunction({ callee, arguments: given }: CallExpression): Node | null {
  const [only, ...more] = given;
  const isCatch = callee.type === 'MemberExpression' && !callee.computed && keyName(callee.property) === 'catch';
  if (!isCatch || more.length > 0 || (only?.type !== 'ArrowFunctionExpression' && only?.type !== 'FunctionExpression')) return null;
  return only.body?.type === 'BlockStatement' && only.body.body.length === 0 ? only : null;
}

/** `started.catch(() => {});` of a promise with a name: who waits for it hears of it, and nobody is warned of it before. */
function isHeldElsewhere({ callee }: CallExpression, around: Node | undefined): boolean {
  const held = callee.type === 'MemberExpression' ? callee.object : callee;
  const hasName = held.type === 'Identifier' || held.type === 'MemberExpression';
  const isLetGo = around?.type === 'ExpressionStatement' || (around?.type === 'UnaryExpression' && around.operator === 'void');
  return hasName && isLetGo;
}

/** Words with which one says that something may fail, and that this is fine. */
const FAILURE =
  /\b(ignor|swallow|fail|errors?\b|throw|catch|best.effort|optional|missing|unsupported|already|never|(may|might|can|could|does|do|is|are|if) ?(not|n't)\b|can't|cannot|unavailable)/i;

/** A comment of the same paragraph, no blank line in between, that speaks of failing. */
function isExplainedAbove({ text, comments, lineOf }: ParsedSource, { start }: Node): boolean {
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
