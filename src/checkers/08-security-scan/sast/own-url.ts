import type { Node } from 'oxc-parser';
import { bare, type Bindings, keyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { isFalse, textOf } from './literals.ts';
import { summandsOf } from './summands.ts';

const DEEPEST = 12;

/** The page's own address again, with something behind it. */
export function isOfOwnUrl(argument: Node, bindings: Bindings, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const isOwn = (part: Node) => isOfOwnUrl(part, bindings, depth + 1);
  const value = meantBy(argument, bindings);
  // What is cut off at its end.
  if (value.type === 'MemberExpression' && value.computed)
    return (
      isFalse(value.property) && isCutOff(meantBy(value.object, bindings), 'split') && isOwn(objectOfCall(meantBy(value.object, bindings)))
    );
  if (isCutOff(value, 'substring')) return isOwn(objectOfCall(value));
  if (value.type === 'MemberExpression') {
    const isAddress = /^(url|originalUrl|path|pathname|href|baseUrl)$/.test(keyOf(value) ?? '');
    const object = bare(value.object);
    // They begin with `#` and `?`.
    const isRest = /^(hash|search)$/.test(keyOf(value) ?? '');
    if (isRest) return keyOf(object) === 'location' || (object.type === 'Identifier' && object.name === 'location');
    return (
      isAddress && (object.type === 'Identifier' || keyOf(object) === 'location' || keyOf(object) === 'req' || keyOf(object) === 'request')
    );
  }
  if (value.type === 'CallExpression' && keyOf(value.callee) === 'toString') return keyOf(objectOfCall(value)) === 'location';
  if (value.type === 'BinaryExpression') {
    const [first, second] = summandsOf(value);
    return first !== undefined && isOwn(first) && (!mayBeEmpty(first, bindings) || (textOf(second) ?? '') !== '');
  }
  const [first] = value.type === 'TemplateLiteral' && value.quasis[0]?.value.raw === '' ? value.expressions : [];
  if (value.type !== 'TemplateLiteral' || first === undefined || !isOwn(first)) return false;
  return !mayBeEmpty(first, bindings) || value.quasis[1]?.value.raw !== '';
}

/** An address has a hash and a search, or none: what follows would be its beginning then. */
function mayBeEmpty(part: Node, bindings: Bindings): boolean {
  const value = meantBy(part, bindings);
  const list = value.type === 'MemberExpression' && value.computed ? meantBy(value.object, bindings) : value;
  const whole = list.type === 'CallExpression' ? objectOfCall(list) : list;
  return /^(hash|search)$/.test(keyOf(whole) ?? '');
}

/** `href.split('#')` and `href.substring(0, …)`. */
function isCutOff(node: Node, method: 'split' | 'substring'): boolean {
  const call = bare(node);
  const [first] = call.type === 'CallExpression' ? call.arguments : [];
  if (call.type !== 'CallExpression' || first?.type !== 'Literal') return false;
  const name = keyOf(call.callee) ?? '';
  return method === 'split'
    ? name === 'split' && /^[?#]$/.test(String(first.value))
    : /^(substring|substr|slice)$/.test(name) && first.value === 0;
}

function objectOfCall(node: Node): Node {
  const call = bare(node);
  return call.type === 'CallExpression' && call.callee.type === 'MemberExpression' ? call.callee.object : call;
}
