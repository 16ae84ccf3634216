import { createHash } from 'node:crypto';
import type { PlantedFault, PlantedTree } from './operator.ts';
import { inStyle, isSource, put } from './places.ts';

/** How a handler of requests names what comes from outside and what goes there. */
interface Names {
  /** An expression of the named value that a client sends. */
  readonly input: (name: string) => string;
  readonly request: string;
  /** Null where a handler returns its answer. */
  readonly response: string | null;
}

interface Code {
  /** What is imported: names and module. */
  readonly uses?: readonly (readonly [names: string, module: string])[];
  readonly lines: (names: Names) => readonly string[];
  /** In the line that a person would point at; the first where nothing is said. */
  readonly mark?: string;
  /** Where nothing else answers as Express does. */
  readonly onlyExpress?: boolean;
}

const EXPRESS = /\((req(?:uest)?)(?:: \w+)?, (res(?:ponse)?)\b[^()]*\)(?:: [\w<>]+)? => \{\n/u;
const WEB = /^export async function (?:GET|POST)\(\s*(request): Request\b[^{]*\{\n/mu;
// Not the example in a comment.
const EVENT = /^(?! *\*).*(?:defineEventHandler|defineHandler)\((?:async )?\((event)\) => \{\n/mu;

/** Code at the start of the first handler that answers requests. */
export function inHandler(tree: PlantedTree, code: Code): PlantedFault | null {
  for (const path of tree.paths.filter(isSource)) {
    const text = tree.read(path);
    const found = handlerOf(text);
    if (found === null || (code.onlyExpress === true && found.names.response === null)) continue;
    const head = imports(text, code.uses ?? []);
    const place = { path, text: head + text, start: head.length + found.at, end: head.length + found.at };
    const lines = code.lines(found.names).map((line) => `  ${line}\n`);
    return put(place, inStyle(text, lines.join('')), code.mark);
  }
  return null;
}

function handlerOf(text: string): { readonly at: number; readonly names: Names } | null {
  const express = EXPRESS.exec(text);
  if (express !== null) {
    const [whole, request = '', response = ''] = express;
    return { at: express.index + whole.length, names: { input: (name) => `${request}.query.${name}`, request, response } };
  }
  const web = WEB.exec(text);
  if (web !== null) {
    const [whole, request = ''] = web;
    const input = (name: string) => `new URL(${request}.url).searchParams.get("${name}")`;
    return { at: web.index + whole.length, names: { input, request, response: null } };
  }
  const event = EVENT.exec(text);
  if (event === null) return null;
  const input = (name: string) => `event.url.searchParams.get("${name}")`;
  return { at: event.index + event[0].length, names: { input, request: 'event.req', response: null } };
}

function imports(text: string, uses: Code['uses'] & {}): string {
  const isModule = /^(?:import|export) /mu.test(text);
  const lines = uses.map(([names, module]) => (isModule ? `import ${names} from "${module}";` : `const ${names} = require("${module}");`));
  return inStyle(text, lines.map((line) => `${line}\n`).join(''));
}

/** Code at the end of one of the source files. */
export function atEndOfSource(
  tree: PlantedTree,
  code: Pick<Code, 'uses' | 'mark'> & { readonly lines: readonly string[] },
): PlantedFault | null {
  const sources = tree.paths.filter(
    (path) =>
      isSource(path) && !/(?:config|types?|generated)\b/u.test(path) && !/DO NOT (?:EDIT|MODIFY)/u.test(tree.read(path).slice(0, 200)),
  );
  const path = sources[Math.trunc(sources.length / 2)];
  if (path === undefined) return null;
  const own = tree.read(path);
  const head = imports(own, code.uses ?? []);
  const text = `${head}${own.trimEnd()}\n`;
  const isModule = /^(?:import|export) /mu.test(own);
  const lines = isModule ? code.lines : code.lines.map((line) => line.replace(/^export /u, ''));
  return put({ path, text, start: text.length, end: text.length }, inStyle(own, `\n${lines.join('\n')}\n`), code.mark);
}

export const isPython = (path: string) =>
  path.endsWith('.py') && !/(?:^|\/)(?:tests?|migrations|alembic)\/|(?:^|\/)(?:test_|conftest)/u.test(path);

/** A route of Flask or FastAPI that takes `target` from the request, below the others. */
export function pythonRoute(tree: PlantedTree, lines: readonly string[], mark: string): PlantedFault | null {
  for (const path of tree.paths.filter(isPython)) {
    const own = tree.read(path);
    const [, app, method] = /^@(\w+)\.(route|get|post)\(/mu.exec(own) ?? [];
    if (app === undefined) continue;
    const isFlask = method === 'route';
    const head = isFlask
      ? `@${app}.route("/diagnose")\ndef diagnose():\n    from flask import request\n\n    target = request.args.get("target")\n`
      : `@${app}.get("/diagnose")\ndef diagnose(target: str):\n`;
    const text = `${own.trimEnd()}\n`;
    const code = `\n\n${head}${lines.map((line) => `    ${line}\n`).join('')}`;
    return put({ path, text, start: text.length, end: text.length }, code, mark);
  }
  return null;
}

/** A view of Django below the others. */
export function djangoView(tree: PlantedTree, lines: readonly string[], mark: string): PlantedFault | null {
  const path = tree.paths.find((one) => isPython(one) && one.endsWith('/views.py') && /^def \w+\(request\b/mu.test(tree.read(one)));
  if (path === undefined) return null;
  const text = `${tree.read(path).trimEnd()}\n`;
  const code = `\n\ndef greet(request):\n${lines.map((line) => (line === '' ? '\n' : `    ${line}\n`)).join('')}`;
  return put({ path, text, start: text.length, end: text.length }, code, mark);
}

/** Code at the end of one of the Python files. */
export function atEndOfPython(tree: PlantedTree, lines: readonly string[], mark: string): PlantedFault | null {
  const sources = tree.paths.filter((path) => isPython(path) && !path.endsWith('__init__.py'));
  const path = sources[Math.trunc(sources.length / 2)];
  if (path === undefined) return null;
  const text = `${tree.read(path).trimEnd()}\n`;
  return put({ path, text, start: text.length, end: text.length }, `\n\n${lines.join('\n')}\n`, mark);
}

export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const HEX = '0123456789abcdef';

/** A secret that opens nothing and looks as one that does, the same every time; no scanner finds one in these files. */
export function madeUp(length: number, alphabet: string, seed: string): string {
  return Array.from({ length }, (_, index) => {
    const [byte = 0] = createHash('sha256').update(`${seed} ${index}`).digest();
    return alphabet[byte % alphabet.length];
  }).join('');
}
