import { COMPARES, dottedName, partsOf, type PythonNode } from './python-expression.ts';
import type { PythonLine, PythonScope } from './python-program.ts';
import type { PythonTaint } from './python-taint.ts';

/** Calls in a condition that say whether a value may be used. */
const DECIDES = /^(is|has|startswith|endswith|match|fullmatch|search|valid|check|allow|verif|safe|assert|ensure|sanit|any|all)/i;

/** Is the value looked at in a condition before a line? */
export function isChecked({ source, through }: PythonTaint, { line, scope }: PythonLine): boolean {
  const names = new Set([source, ...through]);
  for (let around: PythonScope | null = scope; around !== null; around = around.parent)
    if (around.conditions.some((one) => one.line < line && decides(one.expression, names))) return true;
  return false;
}

/** What the condition says is not understood: it counts as a check, as a false alarm stops somebody's work. */
function decides(node: PythonNode, names: ReadonlySet<string>): boolean {
  const isAsked =
    (node.kind === 'operation' && node.operators.some((one) => COMPARES.has(one) && one !== 'not' && one !== 'is')) ||
    (node.kind === 'call' && DECIDES.test(node.callee.kind === 'attribute' ? node.callee.name : (dottedName(node.callee) ?? '')));
  if (isAsked && mentions(node, names)) return true;
  return partsOf(node).some((part) => decides(part, names));
}

function mentions(node: PythonNode, names: ReadonlySet<string>): boolean {
  const dotted = dottedName(node);
  if (dotted !== null && names.has(dotted)) return true;
  return partsOf(node).some((part) => mentions(part, names));
}
