import { type Node, visitorKeys } from 'oxc-parser';

/** Calls `visit` for every node, parents first; `ancestors` from the outermost in. `false` leaves the node's children out. */
export function walk(root: Node, visit: (node: Node, ancestors: readonly Node[]) => boolean | void): void {
  const ancestors: Node[] = [];
  const step = (node: Node): void => {
    if (visit(node, ancestors) === false) return;
    ancestors.push(node);
    eachChild(node, step);
    ancestors.pop();
  };
  step(root);
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  eachChild(node, (child) => void children.push(child));
  return children;
}

/** Without a list of them: this is where most of the time of a check on many files goes. */
function eachChild(node: Node, take: (child: Node) => void): void {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of visitorKeys[node.type] ?? []) {
    const value = fields[key];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) take(item);
    } else if (isNode(value)) take(value);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { readonly type?: unknown }).type === 'string';
}
