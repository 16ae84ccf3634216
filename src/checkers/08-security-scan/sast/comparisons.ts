import type { Node } from 'oxc-parser';
import { keyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { canonicalName } from './names.ts';
import { returnsOf } from './returns.ts';
import { summandsOf } from './summands.ts';
import { type Pattern, type Program, quote } from './weakness.ts';

const DIGESTS =
  /^(crypto\.(createHmac\(\)(\.update\(\))*\.digest|pbkdf2Sync|scryptSync)\(\)|crypto-js(\.Hmac\w+|\/hmac-\w+)\(\))(\.(toString|toLowerCase|toUpperCase)\(\))?$/;
/** More is no digest that a person put together. */
const MOST_OPENED = 100;

/** Something that only who knows a secret can make, or that and what stands beside it: `sha256=…`. */
function isDigest(node: Node, program: Program, opened = new Set<Node>()): boolean {
  const { bindings } = program;
  const value = meantBy(node, bindings);
  if (opened.has(value) || opened.size > MOST_OPENED) return false;
  opened.add(value);
  if (DIGESTS.test(canonicalName(value, bindings))) return true;
  const further = (one: Node) => isDigest(one, program, opened);
  switch (value.type) {
    case 'TemplateLiteral':
      return value.expressions.some(further);
    case 'BinaryExpression':
      return value.operator === '+' && summandsOf(value).some(further);
    case 'CallExpression':
      if (canonicalName(value.callee, bindings) === 'Buffer.from') return value.arguments.slice(0, 1).some(further);
      return returnsOf(value.callee, bindings).some(further);
    default:
      return false;
  }
}

const makers = new WeakMap<Program, boolean>();

/** Most programs make none anywhere. */
function makesDigests(program: Program): boolean {
  const known = makers.get(program);
  if (known !== undefined) return known;
  const found = /hmac|pbkdf2|scrypt/i.test(program.parsed.text);
  makers.set(program, found);
  return found;
}

/** What is compared, by an operator or by a method that ends at the first difference. */
function comparedBy(node: Node, { bindings }: Program): Node[] {
  if (node.type === 'BinaryExpression') return /^[!=]==?$/.test(node.operator) ? [node.left, node.right] : [];
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  if (/^(Buffer\.compare|Object\.is)$/.test(canonicalName(node.callee, bindings))) return node.arguments.slice(0, 2);
  const [other] = node.arguments;
  return other !== undefined && /^(equals|localeCompare|includes)$/.test(keyOf(node.callee) ?? '') ? [node.callee.object, other] : [];
}

export const timingUnsafe: Pattern = (node, program) => {
  const sides = comparedBy(node, program);
  if (sides.length < 2 || sides.some(({ type }) => type === 'Literal' || type === 'UnaryExpression')) return null;
  const message = `${quote(program, node)} tells by its time how much was right`;
  if (makesDigests(program) && sides.some((one) => isDigest(one, program))) return { rule: 'timing-unsafe-comparison', node, message };
  if (node.type !== 'BinaryExpression') return null;
  const isSecret = (one: Node) => /^process\.env\.\w*(SECRET|TOKEN|PASSWORD|API_?KEY)\w*$/.test(canonicalName(one, program.bindings));
  if (!sides.some(isSecret) || !sides.some((one) => program.taint.of(one) !== null)) return null;
  return { rule: 'timing-unsafe-comparison', node, message, isMild: true };
};
