import type { Node } from 'oxc-parser';
import { keyName, stringValue } from './literal.ts';
import { walk } from './walk.ts';

const CONDITIONS: ReadonlySet<string> = new Set(['IfStatement', 'ConditionalExpression', 'LogicalExpression', 'SwitchCase']);

/**
 * Places that end their process with success, or say so when it ends: `process.exit(0)` under no condition, and `process.exitCode = 0` in
 * what is called when it exits.
 */
export function endedProcessesIn(program: Node): Node[] {
  const found: Node[] = [];
  walk(program, (node, ancestors) => {
    if (ancestors.some(({ type }) => CONDITIONS.has(type))) return;
    if (isExit(node)) found.push(node);
    if (isSuccess(node) && ancestors.some(isExitHandler)) found.push(node);
  });
  return found;
}

function isMember(node: Node, object: string, name: RegExp): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === object &&
    name.test(keyName(node.property) ?? '')
  );
}

function isExit(node: Node): boolean {
  if (node.type !== 'CallExpression' || !isMember(node.callee, 'process', /^(exit|reallyExit)$/)) return false;
  const [code] = node.arguments;
  return code === undefined || isZero(code);
}

function isSuccess(node: Node): boolean {
  return node.type === 'AssignmentExpression' && isMember(node.left, 'process', /^exitCode$/) && isZero(node.right);
}

function isZero(node: Node): boolean {
  return node.type === 'Literal' && (node.value === 0 || node.value === '0');
}

/** `process.on('exit', …)` */
function isExitHandler(node: Node): boolean {
  if (node.type !== 'CallExpression' || !isMember(node.callee, 'process', /^(on|once|addListener|prepend(Once)?Listener)$/)) return false;
  return /^(exit|beforeExit)$/.test(stringValue(node.arguments[0]) ?? '');
}
