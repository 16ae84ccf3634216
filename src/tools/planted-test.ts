import { posix } from 'node:path';
import type { Tree } from '../domain/tree.ts';

export interface Plant {
  readonly tree: Tree;
  readonly nonce: string;
  readonly isTestFile: (path: string) => boolean;
}

/** Where a test planted beside an existing one goes, and how a module is written there. */
export interface PlantedPlace {
  readonly path: string;
  readonly isModule: boolean;
  readonly isTypeScript: boolean;
}

/** Beside the first test file, with its suffix, so that whatever pattern found that one finds this one. Null without any. */
export async function plantedPlace({ tree, nonce, isTestFile }: Plant): Promise<PlantedPlace | null> {
  const beside =
    tree.paths.find((path) => isTestFile(path) && isScript(path) && !isFixture(path)) ??
    tree.paths.find((path) => isTestFile(path) && isScript(path));
  if (beside === undefined) return null;
  const path = posix.join(posix.dirname(beside), plantedName(posix.basename(beside), nonce));
  return { path, isModule: await isModule(tree, beside), isTypeScript: /\.[cm]?tsx?$/.test(beside) };
}

/** `math.test.ts` → `<nonce>.test.ts`; `test-math.js` → `test-<nonce>.js`; `math.js` → `<nonce>.js`. */
function plantedName(existing: string, nonce: string): string {
  const suffix = /([.\-_](?:test|spec)s?)?(?:\.[a-z]+)?\.[cm]?[jt]sx?$/i.exec(existing)?.[0] ?? '';
  const prefix = /^tests?(?=[-.])/.exec(existing)?.[0];
  const stem = prefix !== undefined && !/test|spec/i.test(suffix) ? `${prefix}-${nonce}` : `jidoka-${nonce}`;
  return `${stem}${suffix}`;
}

function isScript(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path);
}

function isFixture(path: string): boolean {
  return /(^|\/)(__)?(fixtures?|snapshots?|mocks?)(__)?\//.test(path);
}

async function isModule(tree: Tree, path: string): Promise<boolean> {
  if (/\.m[jt]s$/.test(path)) return true;
  if (/\.c[jt]s$/.test(path)) return false;
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    const manifest = await tree.read(posix.join(folder, 'package.json'));
    if (manifest !== null) return /"type"\s*:\s*"module"/.test(manifest);
    if (folder === '.') return false;
  }
}

/** First lines of a planted test: a linter, formatter or type check in the same script is to pass over it. */
export const PASS_OVER = [
  '/* eslint-disable */',
  '/* oxlint-disable */',
  '// @ts-nocheck',
  '// biome-ignore-all lint: planted',
  '// biome-ignore-all format: planted',
  '// prettier-ignore',
].join('\n');
