import { FIELDS } from './python-asked.ts';
import {
  choicesOf,
  COMPARES,
  dottedName,
  keyedName,
  partsOf,
  type PythonNode,
  type PythonOperation,
  wholeText,
} from './python-expression.ts';
import { type PythonProgram, pythonName, type PythonScope } from './python-program.ts';

/** Where a value comes from that whoever sends a request chooses. */
export interface PythonTaint {
  readonly source: string;
  /** Names that it went through. */
  readonly through: readonly string[];
}

/** What programs that answer requests import: elsewhere a `request` is one that the program makes itself. */
const SERVERS =
  /^\s*(?:from|import)\s+(flask|django|starlette|fastapi|bottle|tornado|aiohttp\.web|aiohttp|sanic|falcon|pyramid|werkzeug|quart|rest_framework|webob|cherrypy)\b/m;
/** Only Django calls them so. */
const OF_DJANGO = /^(GET|POST|COOKIES|META|FILES)$/;
const METHODS = /^(get_json|get_data|json|form|body|text|post|read)$/;
/** Methods whose answer holds what their object holds. */
const KEEPS =
  /^(get|getlist|get_all|getall|pop|strip|lstrip|rstrip|lower|upper|title|replace|encode|decode|split|rsplit|splitlines|items|values|keys|copy|read|to_dict|setdefault|getvalue|removeprefix|removesuffix|format|join)$/;
const PASSES =
  /^(str|bytes|list|tuple|dict|set|sorted|reversed|repr|next|iter|json\.(loads|dumps)|(base64\.)?\w*b64decode|urllib\.parse\.(unquote|unquote_plus|urljoin|urlparse|urlsplit)|os\.path\.(join|abspath|normpath|realpath|expanduser)|pathlib\.(Path|PurePath)|copy\.(copy|deepcopy)|io\.(BytesIO|StringIO)|cast|typing\.cast)$/;
const DEEPEST = 500;
/** `r = request`, and so on. */
const MOST_ALIASES = 3;

/** Follows values inside one file, back from where they are used. */
export class PythonTaintReader {
  readonly #imports: PythonProgram['imports'];
  readonly #isServer: boolean;
  readonly #known = new Map<PythonNode, PythonTaint | null>();
  /** Read at this moment: what leads back to them adds nothing. */
  readonly #open = new Set<PythonNode>();
  /** Found harmless for one question, of which part was not followed to its end. */
  readonly #unsure: PythonNode[] = [];
  #isCut = false;

  constructor({ imports, code }: PythonProgram) {
    this.#imports = imports;
    this.#isServer = SERVERS.test(code);
  }

  /** Null when nothing says that somebody else chooses it. */
  of(node: PythonNode, scope: PythonScope): PythonTaint | null {
    const found = this.#read(node, scope, 0);
    // Where nothing was found at all, a circle hid nothing either.
    if (this.#isCut && found !== null) for (const one of this.#unsure) this.#known.delete(one);
    this.#unsure.length = 0;
    this.#isCut = false;
    return found;
  }

  #any(nodes: readonly PythonNode[], scope: PythonScope, depth: number): PythonTaint | null {
    for (const node of nodes) {
      const found = this.#read(node, scope, depth);
      if (found !== null) return found;
    }
    return null;
  }

  #read(node: PythonNode, scope: PythonScope, depth: number): PythonTaint | null {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    if (depth > DEEPEST || this.#open.has(node)) {
      this.#isCut = true;
      return null;
    }
    this.#open.add(node);
    const found = this.#kind(node, scope, depth + 1);
    this.#open.delete(node);
    this.#known.set(node, found);
    if (found === null) this.#unsure.push(node);
    return found;
  }

  #kind(node: PythonNode, scope: PythonScope, depth: number): PythonTaint | null {
    switch (node.kind) {
      case 'name':
        return this.#name(node.name, scope, depth);
      case 'attribute':
        if ((this.#isServer ? FIELDS : OF_DJANGO).test(node.name) && this.#isRequest(node.of, scope))
          return { source: dottedName(node) ?? node.name, through: [] };
        return this.#name(dottedName(node) ?? '', scope, depth) ?? this.#read(node.of, scope, depth);
      case 'call':
        return keyed(node, this.#call(node, scope, depth));
      case 'subscript':
        return this.#name(keyedName(node) ?? '', scope, depth) ?? keyed(node, this.#read(node.of, scope, depth));
      case 'operation':
        return this.#operation(node, scope, depth);
      default:
        return this.#any(partsOf(node), scope, depth);
    }
  }

  #operation(node: PythonOperation, scope: PythonScope, depth: number): PythonTaint | null {
    const { operators, parts } = node;
    // `",".join("?" for _ in ids)` writes a mark for each value and holds none of them.
    if (operators[0] === 'for' && wholeText(parts[0]) !== null) return null;
    const choices = choicesOf(node);
    if (choices[0] !== node) return this.#any(choices, scope, depth);
    if (!operators.includes('for') && operators.some((one) => COMPARES.has(one))) return null;
    return this.#any(parts, scope, depth);
  }

  #name(name: string, scope: PythonScope, depth: number): PythonTaint | null {
    for (let around: PythonScope | null = scope; around !== null; around = around.parent) {
      if (around.given.has(name)) return { source: name, through: [name] };
      const writes = around.writes.get(name);
      if (writes === undefined) continue;
      const found = this.#any(writes, around, depth);
      return found === null ? null : { ...found, through: [...found.through, name] };
    }
    return null;
  }

  #call({ callee, arguments: all }: Extract<PythonNode, { kind: 'call' }>, scope: PythonScope, depth: number): PythonTaint | null {
    const given = all.map(({ value }) => value);
    if (callee.kind === 'attribute') {
      const { of, name } = callee;
      const isAsked =
        (this.#isRequest(of, scope) && METHODS.test(name)) || (dottedName(of) === 'self' && /^get_(query_|body_)?arguments?$/.test(name));
      if (this.#isServer && isAsked) return { source: `${dottedName(callee) ?? name}()`, through: [] };
      if (KEEPS.test(name)) return this.#any(name === 'format' || name === 'join' ? [of, ...given] : [of], scope, depth);
    }
    return PASSES.test(pythonName(callee, this.#imports)) ? this.#any(given, scope, depth) : null;
  }

  /** By its name, by what it is imported as, by its type, or by what it stands for. */
  #isRequest(node: PythonNode, scope: PythonScope, depth = 0): boolean {
    const dotted = dottedName(node);
    if (dotted === null || depth > MOST_ALIASES) return false;
    const meant = pythonName(node, this.#imports);
    if (meant !== dotted) return /(^|\.)request$/.test(meant) && !meant.startsWith('urllib');
    if (/^((self|cls|flask|bottle)\.)?(request|req)$/.test(dotted)) return true;
    for (let around: PythonScope | null = scope; around !== null; around = around.parent) {
      if (around.requests.has(dotted)) return true;
      const writes = around.writes.get(dotted);
      if (writes !== undefined) return writes.length <= MOST_ALIASES && writes.some((one) => this.#isRequest(one, around, depth + 1));
    }
    return false;
  }
}

/** With the name of the one value of several that is meant. */
function keyed(node: PythonNode, found: PythonTaint | null): PythonTaint | null {
  const name = found === null ? null : keyedName(node);
  return found === null || name === null ? found : { ...found, through: [...found.through, name] };
}
