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

/** What a CommonJS module offers by assignments at its top. */
export function commonJsExports({ program, text }: ParsedSource): CommonJs {
  if (!/\bexports\b/.test(text)) return NOTHING;
  const understood = new Set<Node>();
  const names = new Map<string, number>();
  const stars = new Map<string, number>();
  let isOpen = false;
  for (const statement of program.body) {
    if (statement.type !== 'ExpressionStatement') continue;
    // `exports = module.exports = …` and `exports.a = exports.b = …` are several at once.
    for (let node: Node = statement.expression; node.type === 'AssignmentExpression'; node = node.right) {
      const name = exportedName(node.left);
      if (name === null) continue;
      understood.add(node.left);
      if (name !== '') names.set(name, node.start);
      else {
        const value = lastOf(node);
        const required = requiredModule(value);
        if (required !== null) stars.set(required, node.start);
        else if (value.type === 'ObjectExpression') {
          for (const one of value.properties) {
            const key = one.type === 'Property' && !one.computed ? keyName(one.key) : null;
            if (key === null) isOpen = true;
            else names.set(key, one.start);
          }
        } else isOpen = true;
      }
    }
  }
  return { names, stars, isOpen: isOpen || (!isEsm(program) && offersMore(program, understood)) };
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
