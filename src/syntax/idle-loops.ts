import type { Node } from 'oxc-parser';
import { keyName } from './literal.ts';
import { walk } from './walk.ts';

/** Methods that call what they are given for each element. */
const EACH = /^(forEach|map|flatMap|filter|every|some|find|findIndex|reduce)$/;
/** Methods whose result has elements where the list has. */
const THROUGH = /^(map|toSorted|sort|toReversed|reverse|flat|slice|concat|entries|values|keys)$/;

/**
 * Bodies of loops, and functions given to `forEach` and its like, that run for the elements of a list in which there may be none: a
 * literal without any, what a `filter` leaves over, what a condition chooses. Any other list is taken to have some.
 */
export function idleLoops(program: Node): ReadonlySet<Node> {
  const isEmpty = emptiness(program);
  const idle = new Set<Node>();
  walk(program, (node) => {
    if ((node.type === 'ForOfStatement' || node.type === 'ForInStatement') && isEmpty(node.right)) idle.add(node.body);
    if (node.type === 'ForStatement' && neverStarts(node.init, node.test)) idle.add(node.body);
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    if (!EACH.test(keyName(node.callee.property) ?? '') || !isEmpty(node.callee.object)) return;
    for (const given of node.arguments) idle.add(given);
  });
  return idle;
}

function emptiness(program: Node): (node: Node) => boolean {
  const held = new Map<string, Node[]>();
  const mentions = new Map<string, number>();
  walk(program, (node) => {
    if (node.type === 'Identifier') mentions.set(node.name, (mentions.get(node.name) ?? 0) + 1);
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || node.init === null) return;
    held.set(node.id.name, [...(held.get(node.id.name) ?? []), node.init]);
  });
  const isEmpty = (node: Node): boolean => {
    switch (node.type) {
      case 'Identifier': {
        // The nearest above, whatever its scope is; it never names itself.
        const value = held.get(node.name)?.findLast(({ end }) => end < node.start);
        if (value === undefined || !isEmpty(value)) return false;
        // A literal that is mentioned again may be filled there.
        return !/^(Array|Object)Expression$/.test(value.type) || mentions.get(node.name) === 2;
      }
      case 'ArrayExpression':
        return node.elements.every((element) => element?.type === 'SpreadElement' && isEmpty(element.argument));
      case 'ObjectExpression':
        return node.properties.length === 0;
      case 'ConditionalExpression':
        return isEmpty(node.consequent) || isEmpty(node.alternate);
      case 'CallExpression':
        return isEmptyResult(node);
      default:
        return false;
    }
  };
  const isEmptyResult = (call: Node): boolean => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
    const { object, property } = call.callee;
    const [method, [argument]] = [keyName(property) ?? '', call.arguments];
    if (object.type === 'Identifier' && /^(Object|Array)$/.test(object.name)) return argument !== undefined && isEmpty(argument);
    if (method === 'filter') return !(argument?.type === 'Identifier' && argument.name === 'Boolean') || isEmpty(object);
    return THROUGH.test(method) && isEmpty(object);
  };
  return isEmpty;
}

/** `for (let i = 0; i < 0; i += 1)` */
function neverStarts(init: Node | null, test: Node | null): boolean {
  if (test?.type === 'Literal') return !test.value;
  if (test?.type !== 'BinaryExpression' || init?.type !== 'VariableDeclaration') return false;
  const valueOf = (node: Node): number | null => {
    if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : null;
    if (node.type !== 'Identifier') return null;
    const first = init.declarations.find(({ id }) => id.type === 'Identifier' && id.name === node.name)?.init;
    return first?.type === 'Literal' ? valueOf(first) : null;
  };
  const [left, right] = [valueOf(test.left), valueOf(test.right)];
  if (left === null || right === null) return false;
  switch (test.operator) {
    case '<':
      return !(left < right);
    case '<=':
      return !(left <= right);
    case '>':
      return !(left > right);
    case '>=':
      return !(left >= right);
    case '!=':
    case '!==':
      return left === right;
    case '==':
    case '===':
      return left !== right;
    default:
      return false;
  }
}
