import type { Node } from 'oxc-parser';
import type { RuleId } from '../rules.ts';
import { bare, keyOf, propertyOf } from './bindings.ts';
import { canonicalName } from './names.ts';
import { hasFixedHost, isMarkup, looksLikeSql } from './texts.ts';
import type { Program } from './weakness.ts';

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
}

export type Call = Node & { readonly type: 'CallExpression' | 'NewExpression' };

const FS =
  /^(fs|fs-extra|graceful-fs)(\.promises)?\.(readFile|readFileSync|createReadStream|writeFile|writeFileSync|createWriteStream|appendFile|appendFileSync|unlink|unlinkSync|rm|rmSync|rmdir|readdir|readdirSync|open|openSync|copyFile|rename|readFileAsync|outputFile|readJson|remove|opendir)$/;
const HTTP =
  /^(fetch|request(\.\w+)?|request-promise(\.\w+)?|axios(\.\w+)?|got(\.\w+)?|needle(\.\w+)?|https?\.(get|request)|superagent\.\w+|urllib\.(request|curl)|undici\.(request|fetch|stream)|node-fetch|cross-fetch|ky(\.\w+)?|bent|phin|ofetch|\$fetch)$/;

const WEB_RESPONSE = /^(Response|next\/server\.NextResponse)$/;
const isOfResponse = ({ callee }: Call): boolean =>
  callee.type === 'MemberExpression' && /^_?(res|response|resp|reply|this|ctx|status\(.*)$/.test(rootOf(callee.object));

function rootOf(node: Node): string {
  const object = bare(node);
  if (object.type === 'Identifier') return object.name;
  if (object.type === 'CallExpression') return rootOf(object.callee);
  return object.type === 'MemberExpression' ? rootOf(object.object) : '';
}

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
  { rule: 'sql-injection', callee: /\.(whereRaw|havingRaw|orderByRaw|\$queryRawUnsafe|\$executeRawUnsafe)$/, arguments: [0] },
  {
    rule: 'command-injection',
    callee: /^child_process\.(exec|execSync|execAsync)$|^shelljs\.exec$|^execa\.(command|commandSync|execaCommand|execaCommandSync)$/,
    arguments: [0],
  },
  {
    rule: 'command-injection',
    callee: /^(child_process\.(spawn|spawnSync|execFile|execFileSync)|cross-spawn(\.\w+)?|execa(\.\w+)?)$/,
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
      /^vm\.(runInContext|runInNewContext|runInThisContext|compileFunction|Script|Script\(\))$|^vm2\.(VM|NodeVM)\(\)\.run$|^vm2\.VMScript$|^sandbox\(\)\.run$/,
  },
  { rule: 'code-injection', callee: /^vm\.createContext$|^vm2\.(VM|NodeVM)$/, isMild: true },
  { rule: 'code-injection', callee: /^require$/, arguments: [0] },
  { rule: 'path-traversal', callee: FS, arguments: [0] },
  {
    rule: 'path-traversal',
    callee: /\.(sendFile|sendfile|download)$/,
    arguments: [0],
    when: (call) => isOfResponse(call) && propertyOf(call.arguments[1], 'root') === null,
  },
  // Options of a template's engine are in what it is given: `layout` reads any file.
  {
    rule: 'path-traversal',
    callee: /\.render$/,
    arguments: [1],
    when: (call, argument) => isOfResponse(call) && bare(argument).type !== 'ObjectExpression',
    isMild: true,
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
    when: (call, argument, program) => isHtml(call.arguments[1]) && isMarkup(argument, program),
  },
  {
    rule: 'cross-site-scripting',
    callee:
      /^(window\.)?document\.(write|writeln)$|\.insertAdjacentHTML$|\.createContextualFragment$|^(jquery|\$)\(\)\.(html|append|prepend|after|before|replaceWith)$/,
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
    callee: /\.redirect$/,
    when: (call, argument, program) => isOfResponse(call) && !hasFixedHost(argument, program) && !isOfOwnUrl(argument),
  },
  {
    rule: 'open-redirect',
    callee: /^(Response|next\/server\.NextResponse)\.redirect$/,
    arguments: [0],
    when: (_, argument, program) => !hasFixedHost(argument, program) && !isOfOwnUrl(argument),
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
    when: (_, argument, program) => !hasFixedHost(argument, program) && !isOfOwnUrl(argument),
  },
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
    callee:
      /\.(find|findOne|findOneAndUpdate|findOneAndDelete|findOneAndReplace|findOneAndRemove|updateOne|updateMany|deleteOne|deleteMany|countDocuments|replaceOne|where|\$where|aggregate|mapReduce)$/,
    arguments: [0],
    when: isMongoQuery,
    isMild: true,
  },
  {
    rule: 'xml-external-entity',
    callee: /^libxml(js2?|js-mt)?\.(parseXml|parseXmlString|parseXmlAsync)$|^libxml(js2?)?\.\w+\(\)\.(parseString|push|parseXmlString)$/,
    arguments: [0],
    when: (call, _, program) =>
      isText(propertyOf(call.arguments[1], 'noent'), true) || /\(\)\./.test(canonicalName(call.callee, program.bindings)),
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
    when: (call, _, program) => !canonicalName(call.callee, program.bindings).startsWith('js-yaml') || call.arguments.length > 1,
  },
];

/** An answer whose headers call it a page; it is plain text where nothing is said. */
function isHtml(options: Node | undefined): boolean {
  const headers = propertyOf(options, 'headers');
  if (headers?.type !== 'ObjectExpression') return false;
  return headers.properties.some(
    (one) => one.type === 'Property' && one.value.type === 'Literal' && /^text\/html\b/i.test(String(one.value.value)),
  );
}

function runsShell({ arguments: given, callee }: Call, _: Node, program: Program): boolean {
  const [file, , options] = given;
  const isShell = file?.type === 'Literal' && /(^|\/)(ba|z|k|da)?sh$|^cmd(\.exe)?$|powershell/.test(String(file.value));
  const shell = propertyOf(options, 'shell');
  return canonicalName(callee, program.bindings) !== '' && (isShell || (shell !== null && !isText(shell, false)));
}

function isText(node: Node | null | undefined, value: string | boolean): boolean {
  if (node?.type !== 'Literal') return false;
  return typeof value === 'string' ? String(node.value).toLowerCase() === value : node.value === value;
}

/** The page's own address again, with something behind it. */
function isOfOwnUrl(argument: Node): boolean {
  const value = bare(argument);
  if (value.type === 'MemberExpression') {
    const isAddress = /^(url|originalUrl|path|pathname|href|baseUrl)$/.test(keyOf(value) ?? '');
    const object = bare(value.object);
    return (
      isAddress && (object.type === 'Identifier' || keyOf(object) === 'location' || keyOf(object) === 'req' || keyOf(object) === 'request')
    );
  }
  if (value.type === 'BinaryExpression') return isOfOwnUrl(value.left);
  return (
    value.type === 'TemplateLiteral' &&
    value.quasis[0]?.value.raw === '' &&
    value.expressions[0] !== undefined &&
    isOfOwnUrl(value.expressions[0])
  );
}

/** The address itself, by itself or as an option: what is sent is no address. */
function isUrlArgument(argument: Node, program: Program): boolean {
  const value = bare(argument);
  if (value.type !== 'ObjectExpression') return !hasFixedHost(value, program);
  const url = ['url', 'uri', 'baseURL', 'host', 'hostname', 'href'].map((key) => propertyOf(value, key)).find((one) => one !== null);
  return url !== undefined && url !== null && program.taint.of(url) !== null && !hasFixedHost(url, program);
}

/** Conditions that are taken as they came, where a database of documents is used: an object among them is an operator. */
function isMongoQuery({ callee }: Call, argument: Node, program: Program): boolean {
  if (!imports(program, /mongo|findOne|\$where/i) || imports(program, /mongo-?sanitize|sequelize|typeorm|prisma/i)) return false;
  const value = bare(argument);
  if (callee.type !== 'MemberExpression' || propertyOf(value, 'where') !== null) return false;
  if (value.type !== 'ObjectExpression') return value.type !== 'TemplateLiteral' && value.type !== 'BinaryExpression';
  return value.properties.some(
    (one) =>
      one.type === 'Property' &&
      program.taint.of(one.value) !== null &&
      !/^(TemplateLiteral|BinaryExpression|CallExpression)$/.test(bare(one.value).type),
  );
}
