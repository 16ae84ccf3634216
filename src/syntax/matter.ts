import type { Node } from 'oxc-parser';
import { rootOf } from './assertions.ts';
import { assertedIn } from './claim-strength.ts';
import type { ParsedSource } from './parse-source.ts';
import { walk } from './walk.ts';

/** What a test is about, as far as its own code says. */
export interface Matter {
  /** Of each assertion the code it is about, without white space, and whether it asks how a spy was called. */
  readonly subjects: readonly { readonly code: string; readonly isSpy: boolean }[];
  /** The names its calls begin with, those with `new` and with a template too, but for the assertions and what they compare with. */
  readonly called: ReadonlySet<string>;
  /** Constants that hold what a function gave: `const page = await load(1)`. */
  readonly results: ReadonlyMap<string, string>;
}

const OF_SPY = /^(to(HaveBeen|Be)((Last|Nth)?Called)|toHaveReturned|called)/;

export function matterOf(root: Node, source: ParsedSource): Matter {
  const asserted = assertedIn(root, source);
  const compared = new Set(asserted.flatMap(({ given }) => given));
  const called = new Set<string>();
  const results = new Map<string, string>();
  walk(root, (node, ancestors) => {
    if (compared.has(node)) return false;
    if (node.type === 'CallExpression') called.add(rootOf(node));
    if (node.type === 'NewExpression') called.add(rootOf(node.callee));
    if (node.type === 'TaggedTemplateExpression') called.add(rootOf(node.tag));
    const holder = ancestors.at(-1);
    const isConstant = holder?.type === 'VariableDeclaration' && holder.kind === 'const';
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !isConstant) return undefined;
    const value = node.init?.type === 'AwaitExpression' ? node.init.argument : node.init;
    if (value?.type === 'CallExpression' && value.callee.type === 'Identifier') results.set(node.id.name, value.callee.name);
    return undefined;
  });
  return { subjects: asserted.map(({ subject, method }) => ({ code: subject, isSpy: OF_SPY.test(method) })), called, results };
}
