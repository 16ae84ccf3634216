import type { Node } from 'oxc-parser';
import { walk } from '../../../syntax/walk.ts';
import { bare, isFunction, keyOf } from './bindings.ts';
import { isChecked } from './guards.ts';
import { meantBy } from './meant-by.ts';
import { canonicalName } from './names.ts';
import { type Pattern, type Program, quote } from './weakness.ts';

/** `target[one][two] = value`, in one line or step by step: with `__proto__` for the first it changes every object of the program. */
export const pollutedPrototype: Pattern = (node, program) => {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression' || !node.left.computed) return null;
  const { object, property } = node.left;
  // A step on the way: `inner = inner[part] ??= {}`.
  if (bare(object).type !== 'MemberExpression' && isEmptyObject(node.right)) return null;
  if (!isOthers(property, node, program) || !isReached(object, { use: node, program, opened: new Set() })) return null;
  return { rule: 'prototype-pollution', node, message: `both keys of ${quote(program, node.left)} come from outside: __proto__ is one` };
};

function isEmptyObject(node: Node): boolean {
  const value = bare(node);
  if (value.type === 'LogicalExpression') return isEmptyObject(value.right);
  return value.type === 'ObjectExpression' && value.properties.length === 0;
}

function isOthers(value: Node, use: Node, program: Program): boolean {
  const taint = program.taint.of(value);
  return taint !== null && !isChecked(taint, use, program.bindings, 'key');
}

interface Around {
  readonly use: Node;
  readonly program: Program;
  readonly opened: Set<Node>;
}

const MOST_OPENED = 200;

/** Is an object what lies under a key that others choose? */
function isReached(node: Node, around: Around): boolean {
  const { use, program, opened } = around;
  const value = bare(node);
  if (opened.has(value) || opened.size > MOST_OPENED) return false;
  opened.add(value);
  const further = (one: Node) => isReached(one, around);
  switch (value.type) {
    case 'MemberExpression':
      return value.computed && isOthers(value.property, use, program) && !isWithoutPrototype(value.object, program);
    case 'AssignmentExpression':
      return value.operator === '=' ? further(value.right) : further(value.left) && !isWithoutPrototype(value.right, program);
    case 'LogicalExpression':
      return (further(value.left) || further(value.right)) && !isWithoutPrototype(value.right, program);
    case 'ConditionalExpression':
      return further(value.consequent) || further(value.alternate);
    case 'CallExpression':
      return isWalk(value, program);
    case 'Identifier':
      return isNameReached(value, around);
    default:
      return false;
  }
}

/** By what is given to the name, or handed over by who calls the function: a merge calls itself with what lies under each key. */
function isNameReached(node: Node, around: Around): boolean {
  const { bindings } = around.program;
  const binding = bindings.of(node);
  if (binding === null) return false;
  if (binding.writes.some(({ value, path }) => path.length === 0 && isReached(value, around))) return true;
  const { parameter } = binding;
  if (parameter === null || parameter.path.length > 0) return false;
  const made = parameter.of;
  const parent = bindings.parentOf(made);
  const name = made.type === 'FunctionDeclaration' ? made.id : parent?.type === 'VariableDeclarator' ? parent.id : null;
  const calls = name === null ? [] : (bindings.of(name)?.calls ?? []);
  return calls.some((call) => {
    const argument = call.type === 'CallExpression' ? call.arguments[parameter.index] : undefined;
    return argument !== undefined && isReached(argument, around);
  });
}

/** `keys.reduce((inner, key) => (inner[key] ??= {}), target)` of keys that others choose. */
function isWalk({ callee, arguments: [step] }: Node & { readonly type: 'CallExpression' }, program: Program): boolean {
  if (callee.type !== 'MemberExpression' || keyOf(callee) !== 'reduce' || step === undefined || !isFunction(step)) return false;
  if (!isOthers(callee.object, callee, program)) return false;
  let isStep = false;
  walk(step, (one) => {
    const [object, key] = one.type === 'MemberExpression' && one.computed ? [one.object, one.property] : [];
    const placeOf = (node: Node | undefined) => {
      const parameter = node === undefined ? undefined : program.bindings.of(node)?.parameter;
      return parameter?.of === step ? parameter.index : null;
    };
    isStep ||= placeOf(object) === 0 && placeOf(key) === 1;
  });
  return isStep;
}

/** `Object.create(null)`. */
function isWithoutPrototype(object: Node, { bindings }: Program): boolean {
  const made = meantBy(object, bindings);
  const [given] = made.type === 'CallExpression' ? made.arguments : [];
  return (
    made.type === 'CallExpression' &&
    canonicalName(made.callee, bindings) === 'Object.create' &&
    given?.type === 'Literal' &&
    given.value === null
  );
}
