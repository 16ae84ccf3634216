import type { Node } from 'oxc-parser';
import type { Bindings, Write } from './bindings.ts';

/** Something that is given to a name, or to a key of it, at a place of the program. */
type Given = Pick<Write, 'site'>;

/**
 * What may still be there at a use. What came before the last that is always given on the way is gone, whatever was in it:
 * `path = clean(path); use(path)`.
 */
export function reaching<One extends Given>(
  all: readonly One[],
  use: Node,
  bindings: Bindings,
): { readonly left: readonly One[]; readonly last: One | null } {
  let last: One | null = null;
  for (const one of all) if ((last === null || one.site.start > last.site.start) && isAlwaysBefore(one.site, use, bindings)) last = one;
  if (last === null) return { left: all, last };
  const { site: given } = last;
  const around = bindings.functionAround(given);
  const back = endOfReturn(use, given, bindings);
  const left = all.filter(({ site }) => {
    // Another function gives it whenever it is called.
    if (bindings.functionAround(site) !== around) return true;
    return site.start >= given.start && (site.start < use.end || site.end <= back);
  });
  return { left, last };
}

/** What is given further down, up to here, is there the next time, unless it is given anew before. */
function endOfReturn(use: Node, given: Node, bindings: Bindings): number {
  const around = bindings.functionAround(use);
  if (around !== bindings.functionAround(given)) return Infinity;
  let end = -1;
  for (let loop = bindings.parentOf(use); loop !== null && loop !== around; loop = bindings.parentOf(loop))
    if (loop.start > given.end && LOOP.test(loop.type)) end = loop.end;
  return end;
}

const LOOP = /^(For|ForOf|ForIn|While|DoWhile)Statement$/;

/** It stands by itself in a block that holds the use too, further down. */
function isAlwaysBefore(site: Node, use: Node, bindings: Bindings): boolean {
  if (site.end > use.start) return false;
  const block = whereAlways(site, bindings);
  if (block === null || use.start < block.start || use.end > block.end) return false;
  // A function that is declared may be called from above.
  for (let around = bindings.functionAround(use); around !== null && around.start > block.start; around = bindings.functionAround(around))
    if (around.type === 'FunctionDeclaration') return false;
  return true;
}

/** The same for every use. */
const blocks = new WeakMap<Node, Node | null>();

/** The block in which it is given whatever happens, once that is reached; null where that depends. */
function whereAlways(site: Node, bindings: Bindings): Node | null {
  const known = blocks.get(site);
  if (known !== undefined) return known;
  const isWhole = site.type !== 'AssignmentExpression' || site.operator === '=' || site.operator === '&&=';
  const isPlain = isWhole && (site.type === 'VariableDeclarator' || bindings.parentOf(site)?.type === 'ExpressionStatement');
  let block = isPlain ? blockOf(site, bindings) : null;
  // What holds nothing needs no cleaning: `if (path) path = clean(path)`.
  for (let around = whereGiven(block, site, bindings); around !== null; around = whereGiven(block, site, bindings))
    block = blockOf(around, bindings);
  blocks.set(site, block);
  return block;
}

function blockOf(node: Node, bindings: Bindings): Node | null {
  const statement = bindings.parentOf(node);
  const block = node.type === 'IfStatement' ? statement : statement === null ? null : bindings.parentOf(statement);
  return block?.type === 'BlockStatement' || block?.type === 'Program' ? block : null;
}

/** The condition around a block that asks of the name alone whether it holds anything. */
function whereGiven(block: Node | null, site: Node, bindings: Bindings): Node | null {
  const around = block === null ? null : bindings.parentOf(block);
  if (around?.type !== 'IfStatement' || site.type !== 'AssignmentExpression') return null;
  const isNot = around.test.type === 'UnaryExpression' && around.test.operator === '!';
  const asked = isNot && around.test.type === 'UnaryExpression' ? around.test.argument : around.test;
  const binding = bindings.of(asked);
  const isSame = binding !== null && binding === bindings.of(site.left);
  return isSame && block === (isNot ? around.alternate : around.consequent) ? around : null;
}
