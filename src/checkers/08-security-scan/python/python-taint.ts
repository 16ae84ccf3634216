import { COMPARES, dottedName, partsOf, type PythonNode, wholeText } from './python-expression.ts';
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
const FIELDS =
  /^(args|form|values|json|data|cookies|headers|files|query_string|GET|POST|COOKIES|META|FILES|body|query_params|path_params|query|forms|params|rel_url|match_info)$/;
const METHODS = /^(get_json|get_data|json|form|body|text|post|read)$/;
/** Methods whose answer holds what their object holds. */
const KEEPS =
  /^(get|getlist|get_all|getall|pop|strip|lstrip|rstrip|lower|upper|title|replace|encode|decode|split|rsplit|splitlines|items|values|keys|copy|read|to_dict|setdefault|getvalue|removeprefix|removesuffix|format|join)$/;
const PASSES =
  /^(str|bytes|list|tuple|dict|set|sorted|reversed|repr|next|iter|json\.(loads|dumps)|(base64\.)?\w*b64decode|urllib\.parse\.(unquote|unquote_plus|urljoin|urlparse|urlsplit)|os\.path\.(join|abspath|normpath|realpath|expanduser)|pathlib\.(Path|PurePath)|copy\.(copy|deepcopy)|io\.(BytesIO|StringIO)|cast|typing\.cast)$/;
const DEEPEST = 500;

/** Follows values inside one file, back from where they are used. */
export class PythonTaintReader {
  readonly #imports: PythonProgram['imports'];
  readonly #isServer: boolean;
  /** For one question: what was looked at and is harmless, or is being looked at. */
  readonly #seen = new Set<PythonNode>();

  constructor({ imports, text }: PythonProgram) {
    this.#imports = imports;
    this.#isServer = SERVERS.test(text);
  }

  /** Null when nothing says that somebody else chooses it. */
  of(node: PythonNode, scope: PythonScope): PythonTaint | null {
    this.#seen.clear();
    return this.#read(node, scope, 0);
  }

  #any(nodes: readonly PythonNode[], scope: PythonScope, depth: number): PythonTaint | null {
    for (const node of nodes) {
      const found = this.#read(node, scope, depth);
      if (found !== null) return found;
    }
    return null;
  }

  #read(node: PythonNode, scope: PythonScope, before: number): PythonTaint | null {
    if (before > DEEPEST || this.#seen.has(node)) return null;
    this.#seen.add(node);
    const depth = before + 1;
    switch (node.kind) {
      case 'name':
        return this.#name(node.name, scope, depth);
      case 'attribute':
        if ((this.#isServer ? FIELDS : OF_DJANGO).test(node.name) && isRequest(node.of))
          return { source: dottedName(node) ?? node.name, through: [] };
        return this.#name(dottedName(node) ?? '', scope, depth) ?? this.#read(node.of, scope, depth);
      case 'call':
        return this.#call(node, scope, depth);
      case 'subscript':
        return this.#read(node.of, scope, depth);
      case 'operation':
        // `",".join("?" for _ in ids)` writes a mark for each value and holds none of them.
        if (node.operators[0] === 'for' && wholeText(node.parts[0]) !== null) return null;
        if (!node.operators.includes('for') && node.operators.some((one) => COMPARES.has(one))) return null;
        return this.#any(node.parts, scope, depth);
      default:
        return this.#any(partsOf(node), scope, depth);
    }
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
      const isAsked = (isRequest(of) && METHODS.test(name)) || (dottedName(of) === 'self' && /^get_(query_|body_)?arguments?$/.test(name));
      if (this.#isServer && isAsked) return { source: `${dottedName(callee) ?? name}()`, through: [] };
      if (KEEPS.test(name)) return this.#any(name === 'format' || name === 'join' ? [of, ...given] : [of], scope, depth);
    }
    return PASSES.test(pythonName(callee, this.#imports)) ? this.#any(given, scope, depth) : null;
  }
}

function isRequest(node: PythonNode): boolean {
  return /^((self|cls|flask|bottle)\.)?(request|req)$/.test(dottedName(node) ?? '');
}
