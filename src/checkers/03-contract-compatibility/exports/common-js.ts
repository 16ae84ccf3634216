import type { Node, Program } from 'oxc-parser';
import { keyName, stringValue } from '../../../syntax/literal.ts';
import type { ParsedSource } from '../../../syntax/parse-source.ts';
import { walk } from '../../../syntax/walk.ts';

interface CommonJs {
  /** With the offset of each. */
  readonly names: ReadonlyMap<string, number>;
  /** Modules that are handed on whole: `module.exports = require('./lib')`. */
  readonly stars: ReadonlyMap<string, number>;
  /** It hands out something that syntax does not tell. */
  readonly isOpen: boolean;
}

const NOTHING: CommonJs = { names: new Map(), stars: new Map(), isOpen: false };

interface Open {
  readonly names: Map<string, number>;
  readonly stars: Map<string, number>;
  /** Nodes of which is known what they say of `exports`. */
  readonly understood: Set<Node>;
  isOpen: boolean;
}

/** What a CommonJS module offers by assignments at its top. */
export function commonJsExports({ program, text }: ParsedSource): CommonJs {
  if (!/\bexports\b/.test(text)) return NOTHING;
  const open: Open = { names: new Map(), stars: new Map(), understood: new Set(), isOpen: false };
  for (const statement of program.body) {
    if (statement.type !== 'ExpressionStatement') continue;
    const defined = definedOn(statement.expression);
    if (defined !== null) {
      open.understood.add(defined.on);
      if (defined.name !== '__esModule') open.names.set(defined.name, statement.start);
    }
    // `exports = module.exports = …` and `exports.a = exports.b = …` are several at once.
    for (let node: Node = statement.expression; node.type === 'AssignmentExpression'; node = node.right) {
      const name = exportedName(node.left);
      if (name === null) continue;
      open.understood.add(node.left);
      if (name === '') offerWhole(lastOf(node), { open, program, start: node.start });
      else open.names.set(name, node.start);
    }
  }
  const { names, stars } = open;
  return { names, stars, isOpen: open.isOpen || (!isEsm(program) && offersMore(program, open.understood)) };
}

/** What a module is as a whole. */
function offerWhole(
  value: Node,
  { open, program, start }: { readonly open: Open; readonly program: Program; readonly start: number },
): void {
  const required = requiredModule(value);
  if (required !== null) open.stars.set(required, start);
  else if (value.type === 'ObjectExpression') offerMembers(value, open);
  // What has no name can be given nothing by itself.
  else if (isNameless(value)) return;
  else if (value.type !== 'Identifier') open.isOpen = true;
  else {
    const held = heldBy(value.name, program);
    if (held === null) open.isOpen = true;
    else {
      if (held.value !== null) offerMembers(held.value, open);
      for (const [name, at] of held.given) open.names.set(name, at);
    }
  }
}

function isNameless(node: Node): boolean {
  return node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && node.id === null);
}

type ObjectNode = Extract<Node, { readonly type: 'ObjectExpression' }>;

function offerMembers({ properties }: ObjectNode, open: Open): void {
  for (const one of properties) {
    const whole = one.type === 'SpreadElement' ? requiredModule(one.argument) : null;
    const key = one.type === 'Property' && !one.computed ? keyName(one.key) : null;
    if (whole !== null) open.stars.set(whole, one.start);
    else if (key === null) open.isOpen = true;
    else open.names.set(key, one.start);
  }
}

interface Held {
  /** What it is at first; null of a function, which has nothing then. */
  readonly value: ObjectNode | null;
  /** What it is given at the top. */
  readonly given: ReadonlyMap<string, number>;
}

/** An object or a function that stands at the top and is only read, called or given names there; null where it may be anything. */
function heldBy(name: string, program: Program): Held | null {
  let value: ObjectNode | null | undefined;
  const given = new Map<string, number>();
  const understood = new Set<Node>();
  for (const statement of program.body) {
    if (statement.type === 'FunctionDeclaration' && statement.id?.name === name) {
      value = null;
      understood.add(statement.id);
    } else if (statement.type === 'VariableDeclaration') {
      for (const { id, init } of statement.declarations) {
        if (id.type !== 'Identifier' || id.name !== name || init?.type !== 'ObjectExpression') continue;
        value = init;
        understood.add(id);
      }
    } else if (statement.type === 'ExpressionStatement') {
      for (let node: Node = statement.expression; node.type === 'AssignmentExpression'; node = node.right) {
        const key = node.left.type === 'MemberExpression' && !node.left.computed ? keyName(node.left.property) : null;
        if (node.left.type === 'MemberExpression' && isCalled(node.left.object, name) && key !== null) {
          given.set(key, node.start);
          understood.add(node.left);
        } else if (exportedName(node.left) === '' && isCalled(node.right, name)) understood.add(node.right);
      }
    }
  }
  return value === undefined || isOtherwiseUsed(name, program, understood) ? null : { value, given };
}

function isCalled(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** Is it handed to somebody who may give it more, or given more elsewhere? */
function isOtherwiseUsed(name: string, program: Program, understood: ReadonlySet<Node>): boolean {
  let isOther = false;
  walk(program, (node, ancestors) => {
    if (isOther) return false;
    if (!isCalled(node, name) || understood.has(node)) return;
    const [parent, above] = [ancestors.at(-1), ancestors.at(-2)];
    const isRead =
      parent?.type === 'MemberExpression' &&
      (parent.object === node
        ? !parent.computed && (understood.has(parent) || above?.type !== 'AssignmentExpression' || above.left !== parent)
        : !parent.computed);
    const isCall = (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === node;
    const isKey = parent?.type === 'Property' && parent.key === node && parent.value !== node && !parent.computed;
    isOther = !isRead && !isCall && !isKey;
  });
  return isOther;
}

/** `Object.defineProperty(exports, 'a', …)`. */
function definedOn(node: Node): { readonly name: string; readonly on: Node } | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object, property } = node.callee;
  const [on, key] = node.arguments;
  const isDefining = object.type === 'Identifier' && object.name === 'Object' && keyName(property) === 'defineProperty';
  const name = key === undefined ? null : stringValue(key);
  if (!isDefining || on === undefined || name === null) return null;
  return (on.type === 'Identifier' && on.name === 'exports') || isWhole(on) ? { name, on } : null;
}

function isEsm({ body }: Program): boolean {
  return body.some(({ type }) => /^(?:Import|Export|TSExport)/.test(type));
}

/** Is `exports` handed to somebody else, or written to elsewhere than at the top? */
function offersMore(program: Program, understood: ReadonlySet<Node>): boolean {
  let isMore = false;
  walk(program, (node, ancestors) => {
    if (isMore) return false;
    const [parent, above] = [ancestors.at(-1), ancestors.at(-2)];
    if (!isExports(node, parent) || understood.has(node)) return;
    if (parent?.type !== 'MemberExpression') isMore = true;
    else if (!understood.has(parent))
      isMore = exportedName(parent) === null || (above?.type === 'AssignmentExpression' && above.left === parent);
  });
  return isMore;
}

/** `exports` or `module.exports`, and no key of that name. */
function isExports(node: Node, parent: Node | undefined): boolean {
  if (isWhole(node)) return true;
  if (node.type !== 'Identifier' || node.name !== 'exports') return false;
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
  return parent?.type !== 'Property' || parent.value === node;
}

function lastOf(node: Node): Node {
  return node.type === 'AssignmentExpression' ? lastOf(node.right) : node;
}

/** `a` of `exports.a` and `module.exports.a`; empty for `module.exports` itself; null for anything else. */
function exportedName(node: Node): string | null {
  if (node.type !== 'MemberExpression') return null;
  if (isWhole(node)) return '';
  const isOfExports = (node.object.type === 'Identifier' && node.object.name === 'exports') || isWhole(node.object);
  if (!isOfExports) return null;
  return node.computed ? stringValue(node.property) : keyName(node.property);
}

function isWhole(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    keyName(node.property) === 'exports'
  );
}

function requiredModule(node: Node): string | null {
  const isRequire = node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
  return isRequire ? stringValue(node.arguments[0]) : null;
}
