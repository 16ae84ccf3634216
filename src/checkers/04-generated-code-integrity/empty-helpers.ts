import type { Node } from 'oxc-parser';
import type { Tree } from '../../domain/tree.ts';
import { importsOf } from '../../syntax/imports.ts';
import { keyName } from '../../syntax/literal.ts';
import { type ParsedSource, parseSource } from '../../syntax/parse-source.ts';
import { resolveRelative } from '../../syntax/resolve-relative.ts';
import { supportAssertionsOf } from '../../syntax/support-assertions.ts';
import { walk } from '../../syntax/walk.ts';
import type { FileVersion } from './file-pair.ts';

/** What assertion helpers from other files are called. */
export const HELPER = /^(assert|expect|check|verify|ensure|should)[A-Z_]/;

/** The helpers a file imports by relative paths that assert nothing for certain, as the tree has them. */
export async function emptyHelpersIn({ path, parsed }: FileVersion, tree: Tree): Promise<ReadonlySet<string>> {
  const empty = new Set<string>();
  if (parsed === null || parsed.problem !== null) return empty;
  for (const { specifier, names } of importsOf(parsed))
    for (const { imported, local } of names)
      if (HELPER.test(local) && (await isEmpty(imported, { specifier, path, tree }))) empty.add(local);
  return empty;
}

/** Of a function that is not found, or of which it cannot be told, nothing is said. */
async function isEmpty(
  name: string,
  { specifier, path, tree }: { readonly specifier: string; readonly path: string; readonly tree: Tree },
  depth = 0,
): Promise<boolean> {
  const module = /^\.\.?(\/|$)/.test(specifier) ? resolveRelative(tree, path, specifier) : null;
  const text = module === null ? null : await tree.read(module);
  const source = module === null || text === null ? null : parseSource(module, text);
  if (module === null || source === null || source.problem !== null || depth > 3) return false;
  const held = exportedAs(name, source.program);
  if (held.from !== null) return isEmpty(held.name, { specifier: held.from, path: module, tree }, depth + 1);
  return supportAssertionsOf(source).functions.get(held.name)?.certain === 0 && !mayFail(held.name, source);
}

/** What an exported name is called inside, and the module it is handed on from. */
function exportedAs(name: string, program: Node): { readonly name: string; readonly from: string | null } {
  let held: { readonly name: string; readonly from: string | null } = { name, from: null };
  walk(program, (node) => {
    if (node.type === 'ExportNamedDeclaration')
      for (const { local, exported } of node.specifiers)
        if (keyName(exported) === name) held = { name: keyName(local) ?? name, from: node.source?.value ?? null };
    if (node.type !== 'ExportDefaultDeclaration' || name !== 'default') return;
    const { declaration } = node;
    if (declaration.type === 'Identifier') held = { name: declaration.name, from: null };
    if (declaration.type === 'FunctionDeclaration' && declaration.id !== null) held = { name: declaration.id.name, from: null };
  });
  return held;
}

/** Does a function of a file throw, wait for something, or call what may: another file's, or one it is given? */
function mayFail(name: string, source: ParsedSource): boolean {
  const imported = new Set(
    importsOf(source).flatMap(({ specifier, names }) => (/^[.#]/.test(specifier) ? names.map(({ local }) => local) : [])),
  );
  const functions = new Map<string, Node>();
  walk(source.program, (node) => {
    if (node.type === 'FunctionDeclaration' && node.id !== null) functions.set(node.id.name, node);
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init !== null) functions.set(node.id.name, node.init);
  });
  const seen = new Set<string>();
  const mayFailIn = (called: string): boolean => {
    const found = functions.get(called);
    if (found === undefined || seen.has(called)) return false;
    seen.add(called);
    let may = false;
    walk(found, (node) => {
      if (node.type === 'ThrowStatement' || node.type === 'AwaitExpression') may = true;
      if (node.type === 'ReturnStatement' || node.type === 'ArrowFunctionExpression')
        may ||= asksMember(node.type === 'ReturnStatement' ? node.argument : node.body);
      if (node.type === 'CallExpression' && node.callee.type === 'Identifier')
        may ||= imported.has(node.callee.name) || mayFailIn(node.callee.name);
    });
    return may;
  };
  return mayFailIn(name);
}

/** `return page.waitFor(…)`: what is given back may be a promise that is rejected. */
function asksMember(node: Node | null): boolean {
  return node?.type === 'CallExpression' && node.callee.type === 'MemberExpression';
}
