import type { Node } from 'oxc-parser';
import { bare, type Binding, type Bindings, keyOf, propertyOf } from './bindings.ts';
import { canonicalName } from './names.ts';
import { sourceAt } from './sources.ts';
import { holdsElements } from './holds-elements.ts';
import { isRawText } from './raw-text.ts';
import { returnsOf } from './returns.ts';
import { summandsOf } from './summands.ts';

/** Where a value comes from that somebody else chooses. */
export interface Taint {
  readonly source: Node;
  /** Names that it went through: a test of one of them counts as a test of the value. */
  readonly through: ReadonlySet<Binding>;
}

const DEEPEST = 40;

/** Methods whose answer holds what their object holds. */
const KEEPS =
  /^(toString|trim|trimStart|trimEnd|slice|substring|substr|replace|replaceAll|split|join|concat|toLowerCase|toUpperCase|normalize|at|charAt|pop|shift|get|getAll|reverse|valueOf|repeat|padStart|padEnd|flat|sort|filter|map)$/;
/** Functions whose answer holds what they are given. */
const PASSES =
  /^(String|decodeURI|decodeURIComponent|unescape|atob|JSON\.(parse|stringify)|Buffer\.from|Buffer|Object\.(assign|values|keys|entries|fromEntries)|Array\.from|Array\.of|path\.(join|resolve|normalize)|url\.(parse|resolve|format)|URLSearchParams|querystring\.(parse|unescape)|qs(\.parse)?|util\.format|Promise\.resolve|structuredClone)$/;
const OF_NO_INTEREST = new Set(['length', 'size', 'byteLength', 'constructor']);

/** Follows values inside one file, back from where they are used. */
export class TaintReader {
  readonly #bindings: Bindings;
  readonly #known = new Map<Node, Taint | null>();
  /** Read at this moment: what leads back to them adds nothing. */
  readonly #open = new Set<Node>();
  /** Found harmless for one question, of which part was not followed to its end. */
  readonly #unsure: Node[] = [];
  #isCircular = false;
  #isTooDeep = false;

  constructor(bindings: Bindings) {
    this.#bindings = bindings;
  }

  /** Null when nothing says that somebody else chooses it. */
  of(node: Node, depth = 0): Taint | null {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (this.#open.has(node)) {
      this.#isCircular = true;
      return null;
    }
    if (depth > DEEPEST) {
      this.#isTooDeep = true;
      return null;
    }
    this.#open.add(node);
    const found = this.#read(bare(node), depth + 1);
    this.#open.delete(node);
    this.#known.set(node, found);
    if (found === null) this.#unsure.push(node);
    if (depth === 0) this.#settle(found !== null);
    return found;
  }

  /** Where nothing was found at all, a circle hid nothing either. */
  #settle(isFound: boolean): void {
    if (this.#isTooDeep || (this.#isCircular && isFound)) for (const node of this.#unsure) this.#known.delete(node);
    this.#unsure.length = 0;
    this.#isCircular = false;
    this.#isTooDeep = false;
  }

  #any(nodes: readonly (Node | null | undefined)[], depth: number): Taint | null {
    for (const node of nodes) {
      const found = node === null || node === undefined ? null : this.of(node, depth);
      if (found !== null) return found;
    }
    return null;
  }

  #read(node: Node, depth: number): Taint | null {
    if (sourceAt(node, this.#bindings)) return { source: node, through: new Set() };
    switch (node.type) {
      case 'Identifier':
        return this.#identifier(node, depth);
      case 'MemberExpression':
        return this.#member(node, depth);
      case 'TemplateLiteral':
        return this.#any(node.expressions, depth);
      case 'TaggedTemplateExpression':
        return isRawText(node, this.#bindings) ? this.of(node.quasi, depth) : null;
      case 'BinaryExpression':
        return node.operator === '+' ? this.#any(summandsOf(node), depth) : null;
      case 'LogicalExpression':
        return this.#any(node.operator === '&&' ? [node.right] : [node.left, node.right], depth);
      case 'ConditionalExpression':
        return this.#any([node.consequent, node.alternate], depth);
      case 'AssignmentExpression':
        return this.of(node.right, depth);
      case 'SequenceExpression':
        return this.#any([node.expressions.at(-1)], depth);
      case 'SpreadElement':
        return this.of(node.argument, depth);
      case 'ArrayExpression':
        return this.#any(node.elements, depth);
      case 'ObjectExpression':
        return this.#any(
          node.properties.map((one) => (one.type === 'SpreadElement' ? one.argument : one.value)),
          depth,
        );
      case 'CallExpression':
      case 'NewExpression':
        return this.#call(node, depth);
      default:
        return null;
    }
  }

  #identifier(node: Node, depth: number): Taint | null {
    const binding = this.#bindings.of(node);
    if (binding === null) return null;
    const found =
      this.#written(binding, depth) ??
      this.#any(
        binding.keys.map(({ value }) => value),
        depth,
      ) ??
      this.#passed(binding, depth);
    return found === null ? null : { ...found, through: new Set([...found.through, binding]) };
  }

  #written({ writes }: Binding, depth: number): Taint | null {
    for (const { value, path } of writes) {
      const found = this.#inside(value, path, depth);
      if (found !== null) return found;
    }
    return null;
  }

  /** What is at a path inside of a value. */
  #inside(value: Node, path: readonly string[], depth: number): Taint | null {
    const [key, ...rest] = path;
    if (key === undefined) return this.of(value, depth);
    const expression = bare(value);
    if (sourceAt(expression, this.#bindings, key)) return { source: expression, through: new Set() };
    const property = propertyOf(expression, key);
    if (property !== null) return this.#inside(property, rest, depth);
    if (expression.type === 'ObjectExpression' && !expression.properties.some(({ type }) => type === 'SpreadElement')) return null;
    return this.of(value, depth);
  }

  /** What callers of the file hand over. */
  #passed({ parameter }: Binding, depth: number): Taint | null {
    if (parameter === null) return null;
    const callers = this.#nameOf(parameter.of)?.calls ?? [];
    for (const call of callers) {
      const argument = call.type === 'CallExpression' ? call.arguments[parameter.index] : undefined;
      const found = argument === undefined ? null : this.#inside(argument, parameter.path, depth);
      if (found !== null) return found;
    }
    return null;
  }

  /** The name under which the file calls a function. */
  #nameOf(node: Node): Binding | null {
    if (node.type === 'FunctionDeclaration') return node.id === null ? null : this.#bindings.of(node.id);
    const parent = this.#bindings.parentOf(node);
    return parent?.type === 'VariableDeclarator' ? this.#bindings.of(parent.id) : null;
  }

  #member(node: Node & { readonly type: 'MemberExpression' }, depth: number): Taint | null {
    const key = keyOf(node);
    if (key !== null && OF_NO_INTEREST.has(key)) return null;
    const object = bare(node.object);
    const binding = this.#bindings.of(object);
    if (key !== null && binding !== null && binding.parameter === null) {
      const written = binding.keys.filter((one) => one.key === key || one.key === null).map(({ value }) => value);
      const found = this.#any(written, depth);
      if (found !== null) return found;
      for (const { value, path } of binding.writes) {
        const inner = this.#inside(value, [...path, key], depth);
        if (inner !== null) return { ...inner, through: new Set([...inner.through, binding]) };
      }
      return null;
    }
    return this.of(node.object, depth);
  }

  #call(node: Node & { readonly type: 'CallExpression' | 'NewExpression' }, depth: number): Taint | null {
    const { callee } = node;
    const name = canonicalName(callee, this.#bindings);
    // Of two the second is only what the first is completed by.
    if (name === 'URL') return this.#any(node.arguments.slice(0, 1), depth);
    if (PASSES.test(name)) return this.#any(node.arguments, depth);
    if (callee.type === 'MemberExpression' && KEEPS.test(keyOf(callee) ?? '')) {
      if (isEscaping(node)) return null;
      const [mapper] = node.arguments;
      if (keyOf(callee) === 'map' && mapper !== undefined && !holdsElements(mapper, this.#bindings))
        return this.#any(returnsOf(mapper, this.#bindings), depth);
      const found = this.of(callee.object, depth);
      if (found !== null) return found;
      if (keyOf(callee) === 'concat') return this.#any(node.arguments, depth);
      return /^(replace|replaceAll)$/.test(keyOf(callee) ?? '') ? this.#any(node.arguments.slice(-1), depth) : null;
    }
    return this.#any(returnsOf(callee, this.#bindings), depth);
  }
}

/** `text.replace(/[&<>]/g, …)`: whoever replaces classes of characters everywhere escapes or takes away. */
function isEscaping(node: Node & { readonly type: 'CallExpression' | 'NewExpression' }): boolean {
  const [pattern] = node.arguments;
  if (node.callee.type !== 'MemberExpression' || keyOf(node.callee)?.startsWith('replace') !== true) return false;
  return pattern?.type === 'Literal' && 'regex' in pattern && /g/.test(pattern.regex?.flags ?? '');
}
