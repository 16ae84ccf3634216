import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { cratesAskedFor } from './cargo-disagreements.ts';
import type { Dependencies } from './dependency-files.ts';
import { modulesOf } from './go-disagreements.ts';
import type { Sighting } from './rules.ts';

interface Sides {
  readonly head: Tree;
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly touched: readonly string[];
}

interface Search {
  readonly manifest: string;
  readonly tree: Tree;
}

/** Modules of Go and crates of Rust that the change no longer asks for, and a file below the manifest still imports: no compiler takes that. */
export async function withdrawnCompiled({ head, before, after, touched }: Sides): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const manifest of touched) {
    const isGo = posix.basename(manifest) === 'go.mod';
    const [old, now] = isGo ? goNames(manifest, before, after) : crateNames(manifest, before, after);
    const gone = [...old].filter((name) => !now.has(name));
    const sources = gone.length === 0 ? [] : sourcesBelow({ manifest, tree: head }, isGo ? '.go' : '.rs');
    for (const name of gone) {
      const importer = isGo ? await goImporter(name, now, sources, head) : await rustImporter(name, sources, head);
      if (importer === null) continue;
      const message = `${manifest} no longer asks for ${name}, which ${importer} still imports`;
      found.push({ rule: 'import-undeclared', path: manifest, code: name, message });
    }
  }
  return found;
}

type Names = readonly [ReadonlySet<string>, ReadonlySet<string>];

function goNames(path: string, before: Dependencies, after: Dependencies): Names {
  const [old, now] = [before.texts.get(path), after.texts.get(path)];
  // A workspace takes from each of its modules what the others ask for.
  if (old === undefined || now === undefined || after.tree.paths.some((one) => posix.basename(one) === 'go.work'))
    return [new Set(), new Set()];
  return [new Set(modulesOf(old).required), new Set([...modulesOf(now).required, modulesOf(now).own])];
}

function crateNames(path: string, before: Dependencies, after: Dependencies): Names {
  const [old, now] = [before.toml.get(path), after.toml.get(path)];
  if (posix.basename(path) !== 'Cargo.toml' || old === undefined || now === undefined) return [new Set(), new Set()];
  return [new Set(cratesAskedFor(old.value)), new Set(cratesAskedFor(now.value))];
}

/** What belongs to the manifest, and to none further down. */
function sourcesBelow({ manifest, tree }: Search, ending: string): string[] {
  const folder = posix.dirname(manifest) === '.' ? '' : `${posix.dirname(manifest)}/`;
  const others = tree.paths
    .filter((path) => path !== manifest && posix.basename(path) === posix.basename(manifest) && path.startsWith(folder))
    .map((path) => `${posix.dirname(path)}/`);
  return tree.paths.filter(
    (path) =>
      path.startsWith(folder) &&
      path.endsWith(ending) &&
      tree.entry(path)?.mode.startsWith('100') === true &&
      !/(^|\/)(?:vendor|testdata|target|[_.][^/]*)\//.test(path.slice(folder.length)) &&
      !others.some((one) => path.startsWith(one)),
  );
}

async function goImporter(module: string, now: ReadonlySet<string>, sources: readonly string[], tree: Tree): Promise<string | null> {
  const isOf = (path: string, name: string) => path === name || path.startsWith(`${name}/`);
  for (const path of sources) {
    const text = (await tree.read(path)) ?? '';
    if (!text.includes(`"${module}`) || /^\/\/go:build .*\bignore\b/m.test(text)) continue;
    for (const [at, line] of importsOfGo(text)) {
      // Another module may hold what lies below this one.
      if (isOf(line, module) && ![...now].some((other) => isOf(line, other))) return `${path}:${at}`;
    }
  }
  return null;
}

/** By line; imports stand before everything else. */
function importsOfGo(text: string): (readonly [number, string])[] {
  const found: (readonly [number, string])[] = [];
  let isInside = false;
  for (const [index, line] of text.split('\n').entries()) {
    const [, opened, path] = /^\s*(import\b)?\s*(?:\(\s*)?(?:[\w.]+\s+)?(?:"([^"]+)")?/.exec(line) ?? [];
    if (/^(?:func|type|var|const)\b/.test(line)) break;
    if (path !== undefined && (isInside || opened !== undefined)) found.push([index + 1, path]);
    if (opened !== undefined && line.includes('(')) isInside = true;
    if (/^\s*\)/.test(line)) isInside = false;
  }
  return found;
}

async function rustImporter(crate: string, sources: readonly string[], tree: Tree): Promise<string | null> {
  const name = crate.replaceAll('-', '_');
  const importing = new RegExp(`^\\s*(?:pub(?:\\([^)]*\\))? +)?(?:use +(?:::)?${name}(?:::|;| as )|extern +crate +${name}\\b)`);
  const itself = new RegExp(`\\buse +(?:::)?${name}::[^;]*;`, 'g');
  const own = new RegExp(`\\b(?:mod|as) +${name}\\b|\\buse [^;]*(?:::|[{,]\\s*)${name}\\s*[;,}]`);
  let found: string | null = null;
  for (const path of sources) {
    const text = (await tree.read(path)) ?? '';
    if (!text.includes(name)) continue;
    // A module of the crate itself may be called so, or one that something brings in.
    if (own.test(text.replace(itself, ''))) return null;
    const index = withoutBlocks(text).findIndex((line) => importing.test(line));
    if (index >= 0) found ??= `${path}:${index + 1}`;
  }
  return found;
}

/** Lines with nothing of comments of several lines, and of texts that go on over lines as far as they are written raw. */
function withoutBlocks(text: string): string[] {
  const blank = (all: string) => all.replace(/[^\n]/g, ' ');
  return text
    .replace(/r(#+)"[\s\S]*?"\1|\/\*[\s\S]*?\*\//g, blank)
    .replace(/^.*#\[cfg\(.*$\n.*$/gm, blank)
    .split('\n');
}
