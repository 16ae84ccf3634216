import type { Node } from 'oxc-parser';
import { isSlow } from './slow-regex.ts';
import { type Pattern, type Program, quote } from './weakness.ts';

export const slowRegex: Pattern = (node, program) => {
  if (node.type !== 'Literal' || !('regex' in node) || node.regex === null || node.regex === undefined || !isSlow(node.regex.pattern))
    return null;
  return { rule: 'slow-regex', node, message: `${quote(program, node)} takes exponential time`, isMild: !isGivenOthers(node, program) };
};

/** Is it matched with what others choose? */
function isGivenOthers(regex: Node, program: Program): boolean {
  const { bindings, taint } = program;
  const uses = [regex];
  const parent = bindings.parentOf(regex);
  const call = parent?.type === 'MemberExpression' ? bindings.parentOf(parent) : parent;
  if (call?.type === 'CallExpression')
    return [...call.arguments, ...(call.callee.type === 'MemberExpression' ? [call.callee.object] : [])].some(
      (one) => !uses.includes(one) && taint.of(one) !== null,
    );
  return false;
}
