import type { Node } from 'oxc-parser';
import type { RuleId } from '../rules.ts';
import { bare, keyOf, propertyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { canonicalName } from './names.ts';
import { isOn, objectOf, textOf } from './literals.ts';
import { saysItsType } from './says-its-type.ts';
import { summandsOf } from './summands.ts';
import { decidesHeader, holdsHeader } from './headers.ts';
import { isMongoQuery, isOpenMongoQuery } from './mongo-queries.ts';
import { isOfOwnUrl } from './own-url.ts';
import { hasFixedHost, isMarkup, looksLikeSql, piecesOf } from './texts.ts';
import type { Call, Program } from './weakness.ts';

/** A call that must not be given what others choose. */
export interface Sink {
  readonly rule: RuleId;
  /** On the name wherever it comes from, or for a leading dot on the method's alone. */
  readonly callee: RegExp;
  /** Which of the arguments; all when left out. */
  readonly arguments?: readonly number[];
  /** More that must hold. */
  readonly when?: (call: Call, argument: Node, program: Program) => boolean;
  readonly isMild?: boolean;
  /** A text does no harm there. */
  readonly isOfObjects?: boolean;
}

const FS =
  /^(fs|fs-extra|graceful-fs|original-fs|mz\/fs|fs-promise)(\.promises)?\.(readFile|createReadStream|writeFile|createWriteStream|appendFile|unlink|rm|rmdir|readdir|open|openAsBlob|opendir|truncate|mkdtemp|mkdir|mkdirp|mkdirs|chmod|chown|readlink|outputFile|outputJson|readJson|writeJson|remove|emptyDir|ensureDir|ensureFile)(Sync|Async)?$/;
const FS_OF_TWO =
  /^(fs|fs-extra|graceful-fs|original-fs|mz\/fs|fs-promise)(\.promises)?\.(copyFile|cp|copy|move|rename|link|symlink)(Sync)?$/;
/** Programs around `fs` that take a path first. */
const OF_FILES = /^(rimraf(\.\w+)*|mkdirp(\.\w+)*|make-dir(\.\w+)*|del(\.\w+)?|move-file(\.\w+)?)$/;
const HTTP =
  /^(fetch|request(\.\w+)?|request-promise(\.\w+)?|axios(\.\w+)?|got(\.\w+)?|needle(\.\w+)?|https?\.(get|request)|superagent\.\w+|urllib\.(request|curl)|undici\.(request|fetch|stream)|ws(\.WebSocket)?|WebSocket|jsdom\.JSDOM\.fromURL|node-fetch|cross-fetch|ky(\.\w+)?|bent|phin|ofetch|\$fetch)$/;

const WEB_RESPONSE = /^(Response|next\/server\.NextResponse)$/;
const isOfResponse = ({ callee }: Call): boolean =>
  callee.type === 'MemberExpression' && /^_?(res|response|resp|reply|this|ctx|status\(.*)$/.test(rootOf(callee.object));

function rootOf(node: Node): string {
  const object = bare(node);
  if (object.type === 'Identifier') return object.name;
  if (object.type === 'CallExpression') return rootOf(object.callee);
  return object.type === 'MemberExpression' ? rootOf(object.object) : '';
}

const OF_DOCUMENTS =
  /\.(find|findOne|findOneAndUpdate|findOneAndDelete|findOneAndReplace|findOneAndRemove|updateOne|updateMany|deleteOne|deleteMany|countDocuments|replaceOne|where|\$where|aggregate|mapReduce)$/;

const imports = (program: Program, pattern: RegExp) => pattern.test(program.parsed.text);

export const SINKS: readonly Sink[] = [
  // Whatever the object is called: an SQL text that is put together is one.
  {
    rule: 'sql-injection',
    callee:
      /\.(query|execute|exec|raw|all|get|run|each|prepare|unsafe|\$queryRawUnsafe|\$executeRawUnsafe|whereRaw|havingRaw|orderByRaw|joinRaw|groupByRaw|literal|one|many|none|any|queryAsync|multi)$/,
    arguments: [0],
    when: (_, argument, program) => looksLikeSql(argument, program),
  },
  // A whole statement that others choose.
  {
    rule: 'sql-injection',
    callee: /^(pg|mysql2?(\/promise)?|sqlite3|better-sqlite3|mssql|oracledb|mariadb|postgres)\b.*\.(query|execute|exec|run|prepare)$/,
    arguments: [0],
    when: (_, argument) => bare(argument).type !== 'ObjectExpression',
  },
  // Clients of AWS are sent commands, which hold the statement.
  { rule: 'sql-injection', callee: /\.send$/, arguments: [0], when: (_, argument, program) => looksLikeSql(argument, program) },
  {
    rule: 'sql-injection',
    callee: /\.(executeStatement|batchExecuteStatement|executeSql|selectObjectContent|startQueryExecution|startQuery)$/,
    arguments: [0],
    when: (_, argument, program) => looksLikeSql(argument, program),
  },
  { rule: 'sql-injection', callee: /\.(whereRaw|havingRaw|orderByRaw|\$queryRawUnsafe|\$executeRawUnsafe)$/, arguments: [0] },
  {
    rule: 'command-injection',
    callee:
      /^child_process\.(exec|execSync|execAsync)$|^(exec-async|shelljs\.exec|@actions\/exec\.exec)$|^ssh2(\.Client)?\(\)\.exec$|^execa\.(command|commandSync|execaCommand|execaCommandSync)$/,
    arguments: [0],
  },
  {
    rule: 'command-injection',
    callee: /^(child_process\.(spawn|spawnSync|execFile|execFileSync|fork)|cross-spawn(-async)?(\.\w+)?|execa(\.\w+)?|foreground-child)$/,
    arguments: [0],
  },
  {
    rule: 'command-injection',
    callee: /^(child_process\.(spawn|spawnSync|execFile|execFileSync)|cross-spawn(\.\w+)?)$/,
    arguments: [1],
    when: runsShell,
  },
  { rule: 'code-injection', callee: /^(eval|Function|Function\(\)|globalThis\.eval|window\.eval)$/ },
  { rule: 'code-injection', callee: /^(setTimeout|setInterval|setImmediate)$/, arguments: [0] },
  {
    rule: 'code-injection',
    callee:
      /^vm\.(runInContext|runInNewContext|runInThisContext|compileFunction|Script|Script\(\)|SourceTextModule)$|^module\(\)\._compile$|^vm2\.(VM|NodeVM)\(\)\.run$|^vm2\.VMScript$|^sandbox\(\)\.run$/,
  },
  { rule: 'code-injection', callee: /^vm\.createContext$|^vm2\.(VM|NodeVM)$/, isMild: true },
  { rule: 'code-injection', callee: /^require$/, arguments: [0] },
  { rule: 'path-traversal', callee: FS, arguments: [0], when: (_, argument, program) => leadsOut(argument, program) },
  { rule: 'path-traversal', callee: FS_OF_TWO, arguments: [0, 1], when: (_, argument, program) => leadsOut(argument, program) },
  { rule: 'path-traversal', callee: OF_FILES, arguments: [0], when: (_, argument, program) => leadsOut(argument, program) },
  {
    rule: 'path-traversal',
    callee: /^send$/,
    arguments: [1],
    when: (call, _, program) => imports(program, /['"]send['"]/) && !hasRoot(call.arguments[2], program),
  },
  {
    rule: 'path-traversal',
    callee: /\.(sendFile|sendfile|download)$/,
    arguments: [0],
    // Express itself refuses `..` in what is not normalised before.
    when: (call, argument, program) =>
      isOfResponse(call) && !hasRoot(call.arguments[1], program) && !beginsOfItself(argument, program) && leadsOut(argument, program),
  },
  // Options of a template's engine are in what it is given: `layout` reads any file.
  {
    rule: 'path-traversal',
    callee: /\.render$/,
    arguments: [1],
    when: (call, argument, program) =>
      isOfResponse(call) && !/^(ObjectExpression|TemplateLiteral|BinaryExpression)$/.test(meantBy(argument, program.bindings).type),
    isMild: true,
    isOfObjects: true,
  },
  {
    rule: 'cross-site-scripting',
    callee: /\.(send|write|end)$/,
    arguments: [0],
    when: (call, argument, program) => isOfResponse(call) && isMarkup(argument, program),
  },
  {
    rule: 'cross-site-scripting',
    callee: WEB_RESPONSE,
    arguments: [0],
    when: (call) => isHtml(call.arguments[1]),
  },
  // Express calls a text a page.
  { rule: 'cross-site-scripting', callee: /\.send$/, arguments: [0], when: isTextOfExpress },
  // `$` makes elements of what begins as one.
  {
    rule: 'cross-site-scripting',
    callee: /^(jquery|\$|jQuery)$/,
    arguments: [0],
    when: (_, argument, program) => isMarkup(argument, program),
  },
  {
    rule: 'cross-site-scripting',
    callee:
      /^(window\.)?document\.(write|writeln)$|\.insertAdjacentHTML$|\.createContextualFragment$|^(jquery|\$|jQuery)\(\)\.(html|append|prepend|after|before|replaceWith)$/,
  },
  {
    rule: 'template-injection',
    callee:
      /^(handlebars|Handlebars)\.(compile|precompile)$|^(pug|jade)\.(compile|render)$|^ejs\.(compile|render)$|^(lodash|_|underscore)\.template$|^nunjucks\.(renderString|compile)$|^squirrelly\.(Compile|compile|render|Render)$|^(mustache|Mustache|hogan\.js|dot|eta|liquidjs)\.(render|compile|template|renderString|parse)$/,
    arguments: [0],
  },
  { rule: 'regex-injection', callee: /^RegExp$/, arguments: [0] },
  {
    rule: 'open-redirect',
    callee: /^next\/(router|navigation)\.useRouter\(\)\.(push|replace)$/,
    arguments: [0],
    when: (_, argument, program) => isParameterOfPage(argument, program),
    isMild: true,
  },
  {
    rule: 'open-redirect',
    callee: /\.redirect$/,
    when: (call, argument, program) => isOfResponse(call) && !hasFixedHost(argument, program) && !isOfOwnUrl(argument, program.bindings),
  },
  {
    rule: 'open-redirect',
    callee: /^(Response|next\/server\.NextResponse)\.redirect$/,
    arguments: [0],
    when: (_, argument, program) => !hasFixedHost(argument, program) && !isOfOwnUrl(argument, program.bindings),
  },
  {
    rule: 'open-redirect',
    callee: /\.(header|set|setHeader|append)$/,
    arguments: [1],
    when: (call, argument, program) => isOfResponse(call) && isText(call.arguments[0], 'location') && !hasFixedHost(argument, program),
  },
  {
    rule: 'open-redirect',
    callee: /^(window\.)?location\.(assign|replace)$/,
    arguments: [0],
    when: (_, argument, program) => !hasFixedHost(argument, program) && !isOfOwnUrl(argument, program.bindings),
  },
  {
    rule: 'open-redirect',
    callee: /\.writeHead$/,
    when: (call, argument, program) => {
      const location = propertyOf(argument, 'Location') ?? propertyOf(argument, 'location');
      return isOfResponse(call) && location !== null && program.taint.of(location) !== null && !hasFixedHost(location, program);
    },
  },
  {
    rule: 'header-injection',
    callee: /\.(header|headers|set|setHeader|append|writeHead)$/,
    when: (call, argument, program) => (isOfResponse(call) || isHeaderOfHono(call)) && decidesHeader(call, argument, program),
  },
  { rule: 'header-injection', callee: WEB_RESPONSE, arguments: [1], when: (_, options, program) => holdsHeader(options, program) },
  { rule: 'header-injection', callee: /\.(header|set|setHeader|append|writeHead)$/, when: (call) => isOfResponse(call), isMild: true },
  {
    rule: 'server-side-request-forgery',
    callee: HTTP,
    when: (call, argument, program) =>
      (call.arguments[0] === argument ||
        (call.arguments[1] === argument && canonicalName(call.callee, program.bindings).endsWith('needle'))) &&
      isUrlArgument(argument, program),
  },
  {
    rule: 'server-side-request-forgery',
    callee: /\.(goto|setContent|openUrl|evaluate|evaluateOnNewDocument|addScriptTag|property)$/,
    when: (_, __, program) => imports(program, /puppeteer|playwright|phantom/),
  },
  { rule: 'server-side-request-forgery', callee: /^(wkhtmltopdf|wkhtmltoimage)(\.generate)?$/, arguments: [0] },
  {
    rule: 'nosql-injection',
    callee: OF_DOCUMENTS,
    arguments: [0],
    when: isOpenMongoQuery,
    isOfObjects: true,
  },
  { rule: 'nosql-injection', callee: OF_DOCUMENTS, arguments: [0], when: isMongoQuery, isMild: true, isOfObjects: true },
  {
    rule: 'xml-external-entity',
    callee: /^libxml(js2?|js-mt)?\.(parseXml|parseXmlString|parseXmlAsync)$|^libxml(js2?)?\.\w+\(\)\.(parseString|push|parseXmlString)$/,
    arguments: [0],
    when: (call, _, program) =>
      ['noent', 'replaceEntities'].some((key) => isOn(propertyOf(objectOf(call.arguments[1], program), key), program)) ||
      /\(\)\./.test(canonicalName(call.callee, program.bindings)),
  },
  {
    rule: 'xml-external-entity',
    callee: /^(node-expat|expat)\.Parser\(\)\.(parse|write)$|^xml2json\.toJson$/,
    arguments: [0],
    isMild: true,
  },
  { rule: 'xpath-injection', callee: /^xpath\.(parse|select|select1|evaluate)$/, arguments: [0] },
  {
    rule: 'prototype-pollution',
    callee:
      /^(lodash|_|lodash-es|underscore)\.(merge|mergeWith|defaultsDeep|set|setWith|zipObjectDeep)$|^lodash\.(merge|defaultsdeep|set)$|^(deepmerge|merge-deep|deep-extend|defaults-deep|dot-prop\.set|object-path\.set)$|^(jquery|\$)\.extend$/,
    isMild: true,
  },
  {
    rule: 'unsafe-deserialization',
    callee:
      /^node-serialize\.unserialize$|^serialize-to-js\.deserialize$|^funcster\.deepDeserialize$|^cryo\.parse$|^js-yaml\.(load|loadAll)$|^v8\.deserialize$/,
    arguments: [0],
    when: (call, _, program) => !canonicalName(call.callee, program.bindings).startsWith('js-yaml') || hasSchemaOfCode(call, program),
  },
];

const isHeaderOfHono = ({ callee, arguments: given }: Call): boolean =>
  callee.type === 'MemberExpression' && given.length > 1 && keyOf(callee) === 'header' && /^(c|ctx|context)$/.test(rootOf(callee.object));

/** An answer whose headers call it a page; it is plain text where nothing is said. */
function isHtml(options: Node | undefined): boolean {
  const given = propertyOf(options, 'headers');
  const headers = given?.type === 'NewExpression' ? given.arguments[0] : given;
  if (headers?.type !== 'ObjectExpression') return false;
  return headers.properties.some(
    (one) => one.type === 'Property' && one.value.type === 'Literal' && /^text\/html\b/i.test(String(one.value.value)),
  );
}

/** A text, as far as can be seen: what is put together, or one field of what came. Objects are sent as JSON. */
function isTextOfExpress(call: Call, argument: Node, program: Program): boolean {
  if (call.callee.type !== 'MemberExpression' || !/^_?(res|response|resp|status\(.*)$/.test(rootOf(call.callee.object))) return false;
  if (!/\bexpress\b/.test(program.parsed.text) || saysItsType(call, program)) return false;
  const value = bare(argument);
  return value.type === 'TemplateLiteral' || value.type === 'BinaryExpression' || isField(value, program);
}

/** `req.query.name`, `req.param('name')`, or a name for one. */
function isField(value: Node, program: Program): boolean {
  const isPart = (one: Node): boolean => one.type === 'MemberExpression' && /^(query|params|body)$/.test(keyOf(one) ?? '');
  if (value.type === 'MemberExpression') return isPart(bare(value.object));
  if (value.type === 'CallExpression') return keyOf(value.callee) === 'param';
  const [only, ...more] = program.bindings.of(value)?.writes ?? [];
  if (only === undefined || more.length > 0) return false;
  const given = bare(only.value);
  return only.path.length === 0 ? given.type !== 'Identifier' && isField(given, program) : only.path.length === 1 && isPart(given);
}

/** A parameter of the address as it came; one that a path is put together from mostly stands behind a name of the program's own. */
function isParameterOfPage(argument: Node, program: Program): boolean {
  const value = meantBy(argument, program.bindings);
  if (value.type === 'LogicalExpression') return isParameterOfPage(value.left, program);
  if (value.type === 'CallExpression') return keyOf(value.callee) === 'get';
  return value.type === 'MemberExpression' && canonicalName(value.object, program.bindings).endsWith('.query');
}

/** An option that holds a folder of the program's own. */
function hasRoot(options: Node | undefined, program: Program): boolean {
  const root = propertyOf(objectOf(options, program), 'root');
  return root !== null && program.taint.of(root) === null;
}

function beginsOfItself(argument: Node, program: Program): boolean {
  const value = bare(argument);
  if (value.type === 'BinaryExpression') {
    const [first] = summandsOf(value);
    return first !== undefined && program.taint.of(first) === null && !/\b(join|resolve|normalize)\(/.test(textAt(value, program));
  }
  const [start] = value.type === 'TemplateLiteral' ? value.expressions : [];
  return start !== undefined && program.taint.of(start) === null && !/\b(join|resolve|normalize)\(/.test(textAt(value, program));
}

const textAt = ({ start, end }: Node, { parsed }: Program): string => parsed.text.slice(start, end);

/** A name between two slashes is one of its own folder; what else is put together from what others choose may lead anywhere. */
function leadsOut(argument: Node, program: Program, opened = new Set<Node>()): boolean {
  const value = bare(argument);
  // Names that stand for each other lead nowhere.
  if (opened.has(value) || program.taint.of(argument) === null) return false;
  opened.add(value);
  const leads = (one: Node) => leadsOut(one, program, opened);
  if (value.type === 'BinaryExpression') return summandsOf(value).some(leads);
  if (value.type === 'TemplateLiteral') return value.expressions.some(leads);
  const meant = meantBy(value, program.bindings);
  if (meant.type === 'CallExpression' && canonicalName(meant.callee, program.bindings) === 'path.join')
    return meant.arguments.some((one, index) => (index === 0 || !isRooted(one, program)) && leads(one));
  return meant === value ? !isOneName(value, program) : leads(meant);
}

/** `path.join('/', name)`: every `..` is gone, so that it can be put behind a folder. */
function isRooted(node: Node, { bindings }: Program): boolean {
  const call = meantBy(node, bindings);
  return (
    call.type === 'CallExpression' &&
    /^path\.(join|resolve)$/.test(canonicalName(call.callee, bindings)) &&
    textOf(call.arguments[0]) === '/'
  );
}

/** `path.split('/').pop()`, `path.split('/')[0]`. */
function isOneName(value: Node, { bindings }: Program): boolean {
  const from =
    value.type === 'MemberExpression' && value.computed && value.property.type !== 'Identifier'
      ? value.object
      : value.type === 'CallExpression' && value.callee.type === 'MemberExpression' && /^(pop|shift|at)$/.test(keyOf(value.callee) ?? '')
        ? value.callee.object
        : null;
  if (from === null) return false;
  const list = meantBy(from, bindings);
  return (
    list.type === 'CallExpression' &&
    keyOf(list.callee) === 'split' &&
    (textOf(list.arguments[0]) === '/' || keyOf(list.arguments[0] ?? list) === 'sep')
  );
}

/** Since version 4 the default schema of js-yaml has no types that are made by running what the text says. */
function hasSchemaOfCode({ arguments: [, options] }: Call, program: Program): boolean {
  if (options === undefined) return false;
  const schema = propertyOf(objectOf(options, program), 'schema');
  return schema === null || !isSchemaOfData(schema, program);
}

function isSchemaOfData(node: Node, program: Program, opened = new Set<Node>()): boolean {
  const schema = meantBy(node, program.bindings);
  if (opened.has(schema)) return true;
  opened.add(schema);
  if (schema.type === 'CallExpression' && schema.callee.type === 'MemberExpression' && keyOf(schema.callee) === 'extend')
    return [schema.callee.object, ...schema.arguments].every((one) => isSchemaOfData(one, program, opened));
  const name = canonicalName(schema, program.bindings);
  return /^js-yaml\.(DEFAULT|DEFAULT_SAFE|SAFE|CORE|JSON|FAILSAFE)_SCHEMA$|^js-yaml-js-types\.undefined$/.test(name);
}

function runsShell({ arguments: given, callee }: Call, _: Node, program: Program): boolean {
  const [file, , options] = given;
  const isShell = file !== undefined && /(^|\/)(ba|z|k|da)?sh$|^cmd(\.exe)?$|powershell/.test(piecesOf(file, program).join(''));
  const shell = propertyOf(options, 'shell');
  return canonicalName(callee, program.bindings) !== '' && (isShell || (shell !== null && !isText(shell, false)));
}

function isText(node: Node | null | undefined, value: string | boolean): boolean {
  if (node?.type !== 'Literal') return false;
  return typeof value === 'string' ? String(node.value).toLowerCase() === value : node.value === value;
}

/** The address itself, by itself or as an option: what is sent is no address. */
function isUrlArgument(argument: Node, program: Program): boolean {
  const value = bare(argument);
  if (value.type !== 'ObjectExpression') return !hasFixedHost(value, program);
  const url = ['url', 'uri', 'baseURL', 'host', 'hostname', 'href'].map((key) => propertyOf(value, key)).find((one) => one !== null);
  return url !== undefined && url !== null && program.taint.of(url) !== null && !hasFixedHost(url, program);
}
