import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, Visitor, type Program } from 'oxc-parser';

export interface ModuleImport {
  /** As written. */
  readonly specifier: string;
  /** Path of the imported file inside the tree; null for a package or a builtin. */
  readonly target: string | null;
  readonly line: number;
  /** `import()`: nothing is loaded until it runs. */
  readonly isDynamic: boolean;
  /** `export * from`. */
  readonly isStar: boolean;
}

export interface Module {
  /** Relative to the root, `/`-separated. */
  readonly path: string;
  /** `x.test.ts`, or a file that tests share. */
  readonly isTest: boolean;
  readonly imports: readonly ModuleImport[];
  readonly program: Program;
  lineOf(offset: number): number;
}

/** Every module of the tree by path. */
export type ModuleGraph = ReadonlyMap<string, Module>;

/** Test material is other people's code or planted faults: it is never imported and keeps its own rules. */
const MATERIAL = new Set(['node_modules', 'fixtures', 'canary']);

/** Reads and parses all TypeScript under `<root>/src`; throws when a file does not parse: nothing is skipped silently. */
export function readModuleGraph(root: string): ModuleGraph {
  const paths = sourcePaths(root, 'src');
  return new Map(paths.map((path) => [path, readModule(root, path)]));
}

function sourcePaths(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return MATERIAL.has(entry.name) ? [] : sourcePaths(root, path);
    return /\.[cm]?tsx?$/.test(entry.name) ? [path] : [];
  });
}

function readModule(root: string, path: string): Module {
  const source = readFileSync(join(root, path), 'utf8');
  const { program, errors } = parseSync(path, source);
  if (errors[0] !== undefined) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const lineOf = (offset: number) => source.slice(0, offset).split('\n').length;
  const imports: ModuleImport[] = [];
  const add = (specifier: string, start: number, kind: { isDynamic?: true; isStar?: true } = {}) =>
    imports.push({
      specifier,
      target: resolveImport(root, path, specifier),
      line: lineOf(start),
      isDynamic: kind.isDynamic ?? false,
      isStar: kind.isStar ?? false,
    });
  new Visitor({
    ImportDeclaration: ({ source: from, start }) => void add(from.value, start),
    ExportNamedDeclaration: ({ source: from, start }) => void (from && add(from.value, start)),
    ExportAllDeclaration: ({ source: from, start }) => void add(from.value, start, { isStar: true }),
    TSImportType: ({ source: from, start }) => void add(from.value, start),
    ImportExpression({ source: from, start }) {
      if (from.type === 'Literal' && typeof from.value === 'string') add(from.value, start, { isDynamic: true });
    },
  }).visit(program);
  // A shared contract test is no `x.test.ts`, but only a test can load vitest.
  const isTest = path.endsWith('.test.ts') || imports.some(({ specifier }) => specifier === 'vitest');
  return { path, isTest, imports, program, lineOf };
}

function resolveImport(root: string, from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const target = posix.join(posix.dirname(from), specifier);
  if (!existsSync(join(root, target))) throw new Error(`${from} imports ${specifier}, which does not exist`);
  return target;
}
