import type { Node } from 'oxc-parser';
import { walk } from '../../../syntax/walk.ts';

/** A value that a name is given: the one at `path` inside of it, where it is taken apart. */
export interface Write {
  readonly value: Node;
  readonly path: readonly string[];
  /** The assignment, declaration, loop or call that gives it. */
  readonly site: Node;
}

/** What a name stands for in one scope. */
export interface Binding {
  readonly name: string;
  readonly writes: Write[];
  /** Values put under a key of it: `x.key = value`. */
  readonly keys: { readonly key: string | null; readonly value: Node; readonly site: Node }[];
  /** Its place among the parameters of a function, and inside of the parameter where that is taken apart. */
  parameter: { readonly of: Node; readonly index: number; readonly path: readonly string[]; readonly decorators: readonly string[] } | null;
  /** Module and exported name; `*` and `default` too. */
  imported: { readonly from: string; readonly name: string } | null;
  /** The function that it is declared as. */
  declared: Node | null;
  /** Calls of it by its name. */
  readonly calls: Node[];
}

export interface Bindings {
  /** Null for a global, and for what is no reference. */
  of(identifier: Node): Binding | null;
  parentOf(node: Node): Node | null;
  /** What names were found to be called; each is worked out once. */
  readonly canonical: Map<Binding, string>;
  readonly named: Map<Node, string>;
  /** What is asked inside of a function. */
  readonly asked: Map<Node, Asked>;
  /** What is asked about the type alone. */
  readonly typed: Map<Node, Asked>;
  /** What is asked about a key of an object. */
  readonly keyed: Map<Node, Asked>;
  /** The innermost function around a node; null at the top. */
  functionAround(node: Node): Node | null;
}

/** What conditions ask something about, and the stretches of the program in which the answer holds. */
export interface Asked {
  readonly bindings: Map<Binding, Stretch[]>;
  /** By the words of `a.b.c`. */
  readonly paths: Map<string, Stretch[]>;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

type Scope = Map<string, Binding>;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const SCOPES = new Set([
  ...FUNCTIONS,
  'Program',
  'BlockStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'CatchClause',
  'SwitchStatement',
  'StaticBlock',
]);

export function isFunction(node: Node | null): boolean {
  return node !== null && FUNCTIONS.has(node.type);
}

/** Which name is which, in one program. */
export function readBindings(program: Node): Bindings {
  const parents = new Map<Node, Node>();
  walk(program, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (parent !== undefined) parents.set(node, parent);
  });
  const scopes = new Map<Node, Scope>();
  const parentOf = (node: Node) => parents.get(node) ?? null;
  const around = (node: Node, isWanted: (one: Node) => boolean): Node => {
    let found = parentOf(node);
    while (found !== null && !isWanted(found)) found = parentOf(found);
    return found ?? program;
  };
  const declare = (scope: Node, name: string): Binding => {
    const names = scopes.get(scope) ?? new Map<string, Binding>();
    scopes.set(scope, names);
    const known = names.get(name);
    if (known !== undefined) return known;
    const made: Binding = { name, writes: [], keys: [], parameter: null, imported: null, declared: null, calls: [] };
    names.set(name, made);
    return made;
  };
  const isScope = (node: Node) => SCOPES.has(node.type);
  walk(program, (node) =>
    declareIn(node, {
      declare,
      blockOf: (one) => around(one, isScope),
      functionOf: (one) => around(one, (two) => isFunction(two) || two.type === 'Program'),
    }),
  );
  const resolved = new Map<Node, Binding | null>();
  const of = (identifier: Node): Binding | null => {
    if (identifier.type !== 'Identifier') return null;
    const known = resolved.get(identifier);
    if (known !== undefined) return known;
    let found: Binding | null = null;
    for (let scope: Node | null = identifier; scope !== null && found === null; scope = parentOf(scope))
      found = scopes.get(scope)?.get(identifier.name) ?? null;
    resolved.set(identifier, found);
    return found;
  };
  walk(program, (node) => recordUse(node, of));
  const functions = new Map<Node, Node | null>();
  return {
    of,
    parentOf,
    ...nothingKnown(),
    functionAround(node) {
      const known = functions.get(node);
      if (known !== undefined) return known;
      const found = around(node, isFunction);
      const answer = isFunction(found) ? found : null;
      functions.set(node, answer);
      return answer;
    },
  };
}

const nothingKnown = (): Pick<Bindings, 'canonical' | 'named' | 'asked' | 'typed' | 'keyed'> => ({
  canonical: new Map(),
  named: new Map(),
  asked: new Map(),
  typed: new Map(),
  keyed: new Map(),
});

interface Declaring {
  readonly declare: (scope: Node, name: string) => Binding;
  readonly blockOf: (node: Node) => Node;
  readonly functionOf: (node: Node) => Node;
}

function declareIn(node: Node, { declare, blockOf, functionOf }: Declaring): void {
  if (node.type === 'VariableDeclaration') {
    const scope = node.kind === 'var' ? functionOf(node) : blockOf(node);
    for (const site of node.declarations)
      for (const { name, path } of namesIn(site.id)) {
        const binding = declare(scope, name);
        if (site.init !== null) binding.writes.push({ value: site.init, path, site });
      }
  } else if (node.type === 'FunctionDeclaration' && node.id !== null) {
    declare(blockOf(node), node.id.name).declared = node;
  } else if (node.type === 'ClassDeclaration' && node.id !== null) {
    declare(blockOf(node), node.id.name);
  } else if (node.type === 'ImportDeclaration') {
    for (const one of node.specifiers) {
      const name = one.type === 'ImportSpecifier' ? nameOfKey(one.imported) : one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
      declare(blockOf(node), one.local.name).imported = { from: node.source.value, name: name ?? '*' };
    }
  } else if (node.type === 'CatchClause' && node.param !== null) {
    for (const { name } of namesIn(node.param)) declare(node, name);
  }
  if (isFunction(node) && 'params' in node && Array.isArray(node.params)) {
    (node.params as Node[]).forEach((parameter, index) => {
      for (const { name, path, decorators } of namesIn(parameter)) declare(node, name).parameter = { of: node, index, path, decorators };
    });
  }
}

function recordUse(node: Node, of: (identifier: Node) => Binding | null): void {
  if (node.type === 'AssignmentExpression') {
    if (node.left.type === 'MemberExpression') {
      of(node.left.object)?.keys.push({ key: keyOf(node.left), value: node.right, site: node });
    } else for (const { name: _, path, node: at } of namesIn(node.left)) of(at)?.writes.push({ value: node.right, path, site: node });
  } else if ((node.type === 'ForOfStatement' || node.type === 'ForInStatement') && node.left.type === 'VariableDeclaration') {
    for (const { id } of node.left.declarations)
      for (const { path, node: at } of namesIn(id)) of(at)?.writes.push({ value: node.right, path, site: node });
  } else if (node.type === 'CallExpression') {
    of(node.callee)?.calls.push(node);
    if (node.callee.type === 'MemberExpression' && /^(push|unshift|append)$/.test(keyOf(node.callee) ?? ''))
      for (const value of node.arguments) of(node.callee.object)?.keys.push({ key: null, value, site: node });
  }
}

interface NameIn {
  readonly name: string;
  readonly path: readonly string[];
  readonly decorators: readonly string[];
  readonly node: Node;
}

/** The names that a pattern binds. */
function namesIn(pattern: Node, path: readonly string[] = [], decorators: readonly string[] = []): NameIn[] {
  switch (pattern.type) {
    case 'Identifier': {
      const own = 'decorators' in pattern && Array.isArray(pattern.decorators) ? (pattern.decorators as Node[]).map(nameOfDecorator) : [];
      return [{ name: pattern.name, path, decorators: [...decorators, ...own], node: pattern }];
    }
    case 'AssignmentPattern':
      return namesIn(pattern.left, path, decorators);
    case 'RestElement':
      return namesIn(pattern.argument, path, decorators);
    case 'ArrayPattern':
      return pattern.elements.flatMap((one) => (one === null ? [] : namesIn(one, [...path, '[]'], decorators)));
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) =>
        one.type === 'RestElement'
          ? namesIn(one.argument, path, decorators)
          : namesIn(one.value, [...path, nameOfKey(one.key) ?? '[]'], decorators),
      );
    default:
      return [];
  }
}

function nameOfDecorator(decorator: Node): string {
  const expression = decorator.type === 'Decorator' ? decorator.expression : decorator;
  const callee = expression.type === 'CallExpression' ? expression.callee : expression;
  return callee.type === 'Identifier' ? callee.name : '';
}

function nameOfKey(key: Node): string | null {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : null;
}

/** The property that a member expression names; null when it is worked out. */
export function keyOf(member: Node): string | null {
  if (member.type !== 'MemberExpression') return null;
  if (!member.computed) return member.property.type === 'Identifier' ? member.property.name : null;
  return member.property.type === 'Literal' && typeof member.property.value === 'string' ? member.property.value : null;
}

/** The value under a key of an object literal; null when it has none that can be seen. */
export function propertyOf(object: Node | null | undefined, key: string): Node | null {
  if (object?.type !== 'ObjectExpression') return null;
  for (const one of object.properties) if (one.type === 'Property' && !one.computed && nameOfKey(one.key) === key) return one.value;
  return null;
}

/** What a value is without the syntax around it. */
export function bare(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return bare(node.expression);
    case 'AwaitExpression':
      return bare(node.argument);
    default:
      return node;
  }
}
