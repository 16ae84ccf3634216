import type { Node } from 'oxc-parser';
import { bare, type Binding, type Bindings, isFunction, keyOf, propertyOf, type Write } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { reaching } from './reaching.ts';
import { canonicalName } from './names.ts';
import { textOf } from './literals.ts';
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

/** Does a value come from where it is asked about? With a key: does what is under that key of it? */
type IsSource = (node: Node, bindings: Bindings, key?: string) => boolean;

const DEEPEST = 40;

/** Methods whose answer holds what their object holds. */
const KEEPS =
  /^(toString|toWellFormed|trim|trimStart|trimEnd|trimLeft|trimRight|slice|substring|substr|replace|replaceAll|split|join|concat|toLowerCase|toUpperCase|normalize|at|charAt|pop|shift|get|getAll|reverse|valueOf|repeat|padStart|padEnd|flat|sort|filter|map)$/;
/** Functions whose answer holds what they are given. */
const PASSES =
  /^(String|decodeURI|decodeURIComponent|unescape|atob|JSON\.(parse|stringify)|Buffer\.from|Buffer|Object\.(assign|values|keys|entries|fromEntries)|Array\.from|Array\.of|path(\.posix|\.win32)?\.(join|resolve|normalize|dirname|relative|toNamespacedPath)|fs\.(promises\.)?realpath(Sync)?|classnames(\/\w+)?|clsx|url\.(parse|resolve|format)|URLSearchParams|querystring\.(parse|unescape)|qs(\.parse)?|@aws-sdk\/client-[\w-]+\.\w+Command|querystringify\.parse|query-string\.parse|parseqs\.decode|normalize-url|util\.format|Promise\.resolve|structuredClone)$/;
const OF_NO_INTEREST = new Set(['length', 'size', 'byteLength', 'constructor']);

/** Follows values inside one file, back from where they are used. */
export class TaintReader {
  readonly #bindings: Bindings;
  readonly #isSource: IsSource;
  readonly #known = new Map<Node, Taint | null>();
  /** Read at this moment: what leads back to them adds nothing. */
  readonly #open = new Set<Node>();
  /** Found harmless for one question, of which part was not followed to its end. */
  readonly #unsure: Node[] = [];
  #isCircular = false;
  #isTooDeep = false;

  constructor(bindings: Bindings, isSource: IsSource = sourceAt) {
    this.#bindings = bindings;
    this.#isSource = isSource;
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
    if (this.#isSource(node, this.#bindings)) return { source: node, through: new Set() };
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
    const { left, last } = reaching(binding.writes, node, this.#bindings);
    const found =
      this.#written(left, depth) ??
      this.#any(
        binding.keys.map(({ value }) => value),
        depth,
      ) ??
      (last === null ? this.#passed(binding, depth) : null);
    return found === null ? null : { ...found, through: new Set([...found.through, binding]) };
  }

  #written(writes: readonly Write[], depth: number): Taint | null {
    for (const { value, path } of writes) {
      const found = this.#inside(value, path, depth) ?? this.#state(value, depth);
      if (found !== null) return found;
    }
    return null;
  }

  /** `const [state, setState] = useState(first)`: what it begins as, and what it is set to. */
  #state(value: Node, depth: number): Taint | null {
    const call = bare(value);
    if (call.type !== 'CallExpression' || !/^(react\.)?useState$/.test(canonicalName(call.callee, this.#bindings))) return null;
    const declared = this.#bindings.parentOf(call);
    const setter = declared?.type === 'VariableDeclarator' && declared.id.type === 'ArrayPattern' ? declared.id.elements[1] : null;
    const calls = setter === null || setter === undefined ? [] : (this.#bindings.of(setter)?.calls ?? []);
    const given = [call, ...calls].flatMap((one) => (one.type === 'CallExpression' ? one.arguments.slice(0, 1) : []));
    return this.#any(
      given.flatMap((one) => (isFunction(one) ? returnsOf(one, this.#bindings) : [one])),
      depth,
    );
  }

  /** What is at a path inside of a value. */
  #inside(value: Node, path: readonly string[], depth: number): Taint | null {
    const [key, ...rest] = path;
    if (key === undefined) return this.of(value, depth);
    const expression = bare(value);
    if (this.#isSource(expression, this.#bindings, key)) return { source: expression, through: new Set() };
    const property = propertyOf(expression, key);
    if (property !== null) return this.#inside(property, rest, depth);
    if (expression.type === 'ObjectExpression' && !expression.properties.some(({ type }) => type === 'SpreadElement')) return null;
    return this.of(value, depth);
  }

  /** What callers of the file hand over. */
  #passed({ parameter }: Binding, depth: number): Taint | null {
    if (parameter === null) return null;
    const handed = this.#handed(parameter, depth);
    if (handed !== null) return handed;
    const callers = this.#nameOf(parameter.of)?.calls ?? [];
    for (const call of callers) {
      const argument = call.type === 'CallExpression' ? call.arguments[parameter.index] : undefined;
      const found = argument === undefined ? null : this.#inside(argument, parameter.path, depth);
      if (found !== null) return found;
    }
    return null;
  }

  /** What a list or a promise hands to the function that it is given. */
  #handed({ of: made, index, path }: NonNullable<Binding['parameter']>, depth: number): Taint | null {
    const call = this.#bindings.parentOf(made);
    if (index > 0 || call?.type !== 'CallExpression' || call.arguments[0] !== made || call.callee.type !== 'MemberExpression') return null;
    const method = keyOf(call.callee) ?? '';
    if (!/^(then|forEach|map|filter|find|flatMap|some|every)$/.test(method)) return null;
    return this.#inside(call.callee.object, method === 'then' ? path : ['[]', ...path], depth);
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
      const { left, last } = reaching(
        binding.keys.filter((one) => one.key === key || one.key === null),
        node,
        this.#bindings,
      );
      const found = this.#any(
        left.map(({ value }) => value),
        depth,
      );
      if (found !== null) return found;
      const isOver = last !== null && last.key === key && binding.writes.every(({ site }) => this.#isSooner(site, last.site));
      for (const { value, path } of isOver ? [] : reaching(binding.writes, node, this.#bindings).left) {
        const inner = this.#inside(value, [...path, key], depth);
        if (inner !== null) return { ...inner, through: new Set([...inner.through, binding]) };
      }
      return null;
    }
    return this.of(node.object, depth);
  }

  #isSooner(one: Node, other: Node): boolean {
    return one.start < other.start && this.#bindings.functionAround(one) === this.#bindings.functionAround(other);
  }

  /** `/next=(.*)/.exec(text)[1]` and `text.match(/…/)`; what takes digits or words alone holds nothing to fear. */
  #matched(node: Node & { readonly type: 'CallExpression' | 'NewExpression' }, depth: number): Taint | null {
    const [given] = node.arguments;
    if (node.callee.type !== 'MemberExpression' || given === undefined) return null;
    const isExec = keyOf(node.callee) === 'exec';
    const pattern = patternOf(isExec ? node.callee.object : given, this.#bindings);
    if (pattern === null || !TAKES_ANYTHING.test(pattern)) return null;
    return this.of(isExec ? given : node.callee.object, depth);
  }

  #call(node: Node & { readonly type: 'CallExpression' | 'NewExpression' }, depth: number): Taint | null {
    const { callee } = node;
    const name = canonicalName(callee, this.#bindings);
    // Of two the second is only what the first is completed by.
    if (name === 'URL' || name === 'url.URL') return this.#any(node.arguments.slice(0, 1), depth);
    if (PASSES.test(name)) return this.#any(node.arguments, depth);
    if (callee.type === 'MemberExpression' && /^(exec|match|matchAll)$/.test(keyOf(callee) ?? '')) return this.#matched(node, depth);
    if (callee.type === 'MemberExpression' && KEEPS.test(keyOf(callee) ?? '')) {
      if (isEscaping(node, this.#bindings)) return null;
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

/** What an expression may take out of a text that is as others like it. */
const TAKES_ANYTHING = /(^|[^\\])\.[*+]|\[\^|\\S[*+]/;

/** `text.replace(/[&<>]/g, …)`: whoever replaces classes of characters everywhere escapes or takes away. */
function isEscaping(node: Node & { readonly type: 'CallExpression' | 'NewExpression' }, bindings: Bindings): boolean {
  const [given] = node.arguments;
  if (given === undefined || node.callee.type !== 'MemberExpression' || keyOf(node.callee)?.startsWith('replace') !== true) return false;
  const pattern = meantBy(given, bindings);
  if (pattern.type === 'NewExpression' && pattern.callee.type === 'Identifier' && pattern.callee.name === 'RegExp')
    return pattern.arguments[1] !== undefined && /g/.test(textOf(pattern.arguments[1]) ?? 'g');
  if (pattern.type !== 'Literal' || !('regex' in pattern)) return false;
  // In a normalised path every `..` stands at its beginning.
  const isNormal = canonicalName(meantBy(node.callee.object, bindings), bindings) === 'path.normalize()';
  return /g/.test(pattern.regex?.flags ?? '') || (isNormal && /\\\.\\\./.test(pattern.regex?.pattern ?? ''));
}

/** The source of an expression, where it is written or by the name it has. */
function patternOf(node: Node, bindings: Bindings): string | null {
  const value = meantBy(node, bindings);
  if (value.type === 'Literal') return 'regex' in value && value.regex !== null && value.regex !== undefined ? value.regex.pattern : null;
  if (value.type !== 'NewExpression' || value.callee.type !== 'Identifier' || value.callee.name !== 'RegExp') return null;
  const source = value.arguments[0] === undefined ? null : meantBy(value.arguments[0], bindings);
  if (source?.type === 'Literal' && 'regex' in source) return source.regex?.pattern ?? null;
  return textOf(source);
}
