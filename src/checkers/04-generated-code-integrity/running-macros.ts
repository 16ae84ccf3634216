import type { Node } from 'oxc-parser';
import type { Tree } from '../../domain/tree.ts';
import { uncertainChildren } from '../../syntax/certainty.ts';
import { importsOf } from '../../syntax/imports.ts';
import { keyName } from '../../syntax/literal.ts';
import { parseSource } from '../../syntax/parse-source.ts';
import { resolveRelative } from '../../syntax/resolve-relative.ts';
import { childrenOf, walk } from '../../syntax/walk.ts';
import type { FileVersion } from './file-pair.ts';

/** The macros of AVA that a file imports by relative paths and that run for certain what they are handed: `test('…', withServer, …)`. */
export async function runningMacrosIn({ path, parsed }: FileVersion, tree: Tree): Promise<ReadonlySet<string>> {
  const running = new Set<string>();
  if (parsed === null || parsed.problem !== null) return running;
  const imports = importsOf(parsed);
  if (!imports.some(({ specifier }) => specifier === 'ava')) return running;
  for (const { specifier, names } of imports) {
    const module = /^\.\.?(\/|$)/.test(specifier) ? resolveRelative(tree, path, specifier) : null;
    const text = module === null ? null : await tree.read(module);
    const source = module === null || text === null ? null : parseSource(module, text);
    if (source === null || source.problem !== null) continue;
    for (const { imported, local } of names) if (runsWhatItIsHanded(exportOf(imported, source.program), source.program)) running.add(local);
  }
  return running;
}

/** What a module exports by a name and writes itself; undefined for what it hands on from elsewhere. */
function exportOf(name: string, program: Node): Node | undefined {
  if (name !== 'default') return declared(name, program, true);
  let found: Node | undefined;
  walk(program, (node) => {
    if (node.type === 'ExportDefaultDeclaration') found = node.declaration;
  });
  return found;
}

function declared(name: string, program: Node, mustBeExported = false): Node | undefined {
  for (const statement of childrenOf(program)) {
    const isExported = statement.type === 'ExportNamedDeclaration';
    if (mustBeExported && !isExported) continue;
    const declaration = isExported ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id?.name === name) return declaration;
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    for (const { id, init } of declaration.declarations) if (id.type === 'Identifier' && id.name === name && init !== null) return init;
  }
  return undefined;
}

/** A function, an object with an `exec`, or what a function of the module makes: each that is there calls its second parameter, whatever happens. */
function runsWhatItIsHanded(made: Node | undefined, program: Node, depth = 0): boolean {
  if (made === undefined || depth > 3) return false;
  if (made.type === 'Identifier') return runsWhatItIsHanded(declared(made.name, program), program, depth + 1);
  if (made.type === 'CallExpression') return runsWhatItIsHanded(made.callee, program, depth + 1);
  const executed: Node[] = [];
  walk(made, (node) => {
    if (node.type === 'Property' && keyName(node.key) === 'exec') executed.push(node.value);
  });
  const macros = executed.length > 0 ? executed : [made];
  return macros.every(callsItsSecond);
}

function callsItsSecond(node: Node): boolean {
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression' && node.type !== 'FunctionDeclaration') return false;
  const [first, second] = node.params;
  if (first?.type !== 'Identifier' || second?.type !== 'Identifier' || node.body === null || node.generator) return false;
  const isHandOver = (call: Node | undefined) =>
    call?.type === 'CallExpression' &&
    call.callee.type === 'Identifier' &&
    call.callee.name === second.name &&
    call.arguments[0]?.type === 'Identifier' &&
    call.arguments[0].name === first.name;
  const isCalled = (inside: Node): boolean => {
    if (/Function|^Class/.test(inside.type)) return false;
    if (isHandOver(inside)) return true;
    const uncertain = uncertainChildren(inside);
    return childrenOf(inside).some((child) => !uncertain.has(child) && isCalled(child));
  };
  return isCalled(node.body) && !isTamperedWith(node.body, new Set([first.name, second.name]), isHandOver);
}

/** Is anything else done with what AVA gives than `t.context`, `t.title` and calls of its methods? It could be silenced, or be something else. */
function isTamperedWith(body: Node, given: ReadonlySet<string>, isHandOver: (call: Node | undefined) => boolean): boolean {
  let isTampered = false;
  walk(body, (node, ancestors) => {
    if (node.type !== 'Identifier' || !given.has(node.name)) return;
    const [around, parent] = ancestors.slice(-2);
    if (parent?.type !== 'MemberExpression') isTampered ||= !isHandOver(parent);
    else if (parent.object === node) {
      const isMethod = around?.type === 'CallExpression' && around.callee === parent;
      isTampered ||= !isMethod && !/^(context|title)$/.test(keyName(parent.property) ?? '');
    }
  });
  return isTampered;
}
