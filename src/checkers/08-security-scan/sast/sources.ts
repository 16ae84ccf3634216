import type { Node } from 'oxc-parser';
import { bare, type Binding, type Bindings, isFunction, keyOf } from './bindings.ts';
import { walk } from '../../../syntax/walk.ts';
import { textOf } from './literals.ts';
import { canonicalName } from './names.ts';

/** What a client puts into a request, by the names that Express, Koa, Fastify, Hapi, Hono and node:http give it. */
const FIELDS = new Set([
  'query',
  'params',
  'body',
  'headers',
  'cookies',
  'signedCookies',
  'payload',
  'rawBody',
  'url',
  'originalUrl',
  'files',
  'file',
  'host',
  'hostname',
  'querystring',
  'nextUrl',
]);
const METHODS = new Set(['param', 'query', 'header', 'queries', 'json', 'text', 'formData', 'parseBody', 'get']);
const LAMBDA = new Set(['queryStringParameters', 'multiValueQueryStringParameters', 'pathParameters', 'rawQueryString']);
/** Functions of h3 and Nitro that take something out of the event which a handler is given. */
const OF_EVENT =
  /^(getQuery|getRouterParams?|getRequestURL|getRequestPath|getHeaders?|getRequestHeaders?|getCookie|parseCookies|readBody|readRawBody|readFormData|readMultipartFormData)$/;
const DECORATORS = /^(Body|Query|Param|Headers|Req|Cookies|UploadedFile)$/;
const ANSWERS = /^_?(res|response|resp|reply|h|next|rep|ctx|_)$/;
const LOCATION = new Set(['hash', 'search', 'href', 'pathname']);

/** Does a value here come from outside? With `key`: does what is under that key of it? */
export function sourceAt(node: Node, bindings: Bindings, key?: string): boolean {
  if (key !== undefined) return FIELDS.has(key) && isRequest(node, bindings);
  if (node.type === 'MemberExpression') return isSourceMember(node, bindings);
  if (node.type === 'CallExpression' && (isDropped(node) || OF_ROUTE.test(canonicalName(node.callee, bindings)))) return true;
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const method = keyOf(node.callee) ?? '';
    return (
      METHODS.has(method) &&
      isRequest(node.callee.object, bindings) &&
      (method === 'json' || method === 'text' || node.arguments.length > 0)
    );
  }
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && OF_EVENT.test(node.callee.name)) {
    const [event] = node.arguments;
    return event?.type === 'Identifier' && isRequest(event, bindings);
  }
  if (node.type !== 'Identifier') return false;
  if (isAddress(node, bindings) && isWhole(node, bindings)) return true;
  const parameter = bindings.of(node)?.parameter;
  if (parameter === null || parameter === undefined) return false;
  if (parameter.decorators.some((one) => DECORATORS.test(one) && one !== 'Req')) return true;
  // `({ body, query }, res) => …`
  return FIELDS.has(parameter.path[0] ?? '') && ANSWERS.test(parameterNames(parameter.of)[1] ?? '') && parameter.index === 0;
}

function isSourceMember(node: Node & { readonly type: 'MemberExpression' }, bindings: Bindings): boolean {
  const key = keyOf(node) ?? '';
  const object = bare(node.object);
  if (isMessage(node, bindings) || OF_ROUTE.test(canonicalName(node, bindings))) return true;
  if (FIELDS.has(key) && isRequest(object, bindings)) return true;
  if (LAMBDA.has(key) && object.type === 'Identifier' && bindings.of(object)?.parameter?.index === 0) return true;
  return (
    (isAddress(node, bindings) && isWhole(node, bindings)) ||
    isOfPage(object, key, bindings) ||
    (ENTRY_NAMES.has(key) && isArchiveEntry(object, bindings))
  );
}

const ENTRY_NAMES = new Set(['path', 'entryName', 'fileName', 'name']);

/** What an archive calls a file in it: `../../etc/passwd` too. */
function isArchiveEntry(object: Node, bindings: Bindings): boolean {
  const parameter = bindings.of(object)?.parameter;
  const call = parameter === null || parameter === undefined || parameter.index > 0 ? null : bindings.parentOf(parameter.of);
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const [event] = call.arguments;
  if (keyOf(call.callee) === 'on') return event?.type === 'Literal' && event.value === 'entry';
  return keyOf(call.callee) === 'forEach' && /(^|\.)getEntries\(\)/.test(canonicalName(call.callee.object, bindings));
}

/** Hooks that give a component what is in the address. */
const OF_ROUTE =
  /^(react-router(-dom)?|next\/navigation|wouter|@tanstack\/react-router)\.(useSearchParams|useParams|useSearch)$|^next\/router\.useRouter\(\)\.query$/;

/** Is a source the address of the page, or a message to it? A link decides it, and only for who follows it. */
export function isPageSource(node: Node, bindings: Bindings): boolean {
  if (isAddress(node, bindings) || isMessage(node, bindings)) return true;
  if (node.type === 'CallExpression') return isDropped(node) || OF_ROUTE.test(canonicalName(node.callee, bindings));
  return node.type === 'MemberExpression' && isOfPage(bare(node.object), keyOf(node) ?? '', bindings);
}

/** What somebody drops or pastes: another page may have put it there. */
function isDropped({ callee }: Node & { readonly type: 'CallExpression' }): boolean {
  return (
    callee.type === 'MemberExpression' &&
    keyOf(callee) === 'getData' &&
    /^(dataTransfer|clipboardData)$/.test(keyOf(bare(callee.object)) ?? '')
  );
}

/** `location` itself, as a text. */
function isAddress(node: Node, bindings: Bindings): boolean {
  if (node.type === 'Identifier') return node.name === 'location' && bindings.of(node) === null;
  return (
    node.type === 'MemberExpression' &&
    keyOf(node) === 'location' &&
    node.object.type === 'Identifier' &&
    /^(window|document)$/.test(node.object.name) &&
    bindings.of(node.object) === null
  );
}

function isWhole(node: Node, bindings: Bindings): boolean {
  const parent = bindings.parentOf(node);
  return parent?.type !== 'MemberExpression' || (parent.object === node && keyOf(parent) === 'toString');
}

/** `event.data` of a message that any other page may send, where the program never asks who did. */
function isMessage(node: Node, bindings: Bindings): boolean {
  if (node.type !== 'MemberExpression' || keyOf(node) !== 'data' || node.object.type !== 'Identifier') return false;
  const parameter = bindings.of(node.object)?.parameter;
  if (parameter === null || parameter === undefined || parameter.index > 0 || parameter.path.length > 0) return false;
  const parent = bindings.parentOf(parameter.of);
  const isOfMessages =
    (parent?.type === 'CallExpression' &&
      canonicalName(parent.callee, bindings) === 'window.addEventListener' &&
      textOf(parent.arguments[0]) === 'message') ||
    (parent?.type === 'AssignmentExpression' && canonicalName(parent.left, bindings) === 'window.onmessage');
  if (!isOfMessages) return false;
  let isAsked = false;
  walk(parameter.of, (one) => {
    isAsked ||= (one.type === 'Identifier' && /origin|source/i.test(one.name)) || /^(origin|source)$/.test(keyOf(one) ?? '');
    return !isAsked;
  });
  return !isAsked;
}

/** `location.hash`, `document.referrer`, `window.name`: what a link decides. */
function isOfPage(object: Node, key: string, bindings: Bindings): boolean {
  if (object.type === 'Identifier' && bindings.of(object) === null) {
    if (object.name === 'location') return LOCATION.has(key);
    if (object.name === 'document') return key === 'referrer' || key === 'URL' || key === 'documentURI';
    return object.name === 'window' && key === 'name';
  }
  const isGlobal = object.type === 'MemberExpression' && keyOf(object) === 'location' && object.object.type === 'Identifier';
  return (
    isGlobal &&
    LOCATION.has(key) &&
    /^(window|document|self|top|parent)$/.test(object.object.type === 'Identifier' ? object.object.name : '')
  );
}

/** Is it the request that a handler is given? `ctx` and Hono's `c` are both the request and the way to it. */
function isRequest(node: Node, bindings: Bindings): boolean {
  const object = bare(node);
  if (object.type === 'MemberExpression') {
    const key = keyOf(object);
    return (key === 'request' || key === 'req') && object.object.type === 'Identifier' && /^(ctx|context|c)$/.test(object.object.name);
  }
  if (object.type !== 'Identifier') return false;
  const binding = bindings.of(object);
  if (binding === null) return object.name === 'req' || object.name === 'request';
  return isRequestParameter(binding, bindings);
}

function isRequestParameter({ name, parameter }: Binding, bindings: Bindings): boolean {
  if (parameter === null || parameter.path.length > 0) return false;
  if (parameter.decorators.includes('Req')) return true;
  if (parameter.index === 0 && (isExportedMethod(parameter.of, bindings) || isEventHandler(parameter.of, bindings))) return true;
  const names = parameterNames(parameter.of);
  const isBeforeAnswer = ANSWERS.test(names[parameter.index + 1] ?? '');
  if (name === 'req' || name === '_req') return true;
  if (name === 'request') return isBeforeAnswer || isHandler(parameter.of, bindings);
  return (name === 'ctx' || name === 'context') && (names[1] === 'next' || isHandler(parameter.of, bindings));
}

function parameterNames(made: Node): string[] {
  if (!isFunction(made) || !('params' in made) || !Array.isArray(made.params)) return [];
  return (made.params as Node[]).map((one) => (one.type === 'Identifier' ? one.name : ''));
}

const ROUTES = /^(get|post|put|patch|delete|del|all|use|options|head|route|createServer|on)$/;

/** Handed to `app.get(…)` and the like. */
function isHandler(made: Node, bindings: Bindings): boolean {
  const parent = bindings.parentOf(made);
  return parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression' && ROUTES.test(keyOf(parent.callee) ?? '');
}

const METHOD = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** Where files are routes (Next and the like), a module exports what answers a method under its name. */
function isExportedMethod(made: Node, bindings: Bindings): boolean {
  const parent = bindings.parentOf(made);
  if (made.type === 'FunctionDeclaration') return METHOD.test(made.id?.name ?? '') && parent?.type === 'ExportNamedDeclaration';
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier' || !METHOD.test(parent.id.name)) return false;
  const declaration = bindings.parentOf(parent);
  return declaration !== null && bindings.parentOf(declaration)?.type === 'ExportNamedDeclaration';
}

/** Handed to `defineEventHandler(…)`: h3, Nitro and Nuxt, whose names need no import. */
function isEventHandler(made: Node, bindings: Bindings): boolean {
  const parent = bindings.parentOf(made);
  return (
    parent?.type === 'CallExpression' &&
    parent.callee.type === 'Identifier' &&
    /^(defineEventHandler|eventHandler|defineHandler|defineCachedEventHandler|cachedEventHandler)$/.test(parent.callee.name)
  );
}
