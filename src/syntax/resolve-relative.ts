import { posix } from 'node:path';
import type { Tree } from '../domain/tree.ts';

const EXTENSIONS = [
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mts',
  '.cts',
  '.mjs',
  '.cjs',
  '.d.ts',
  '.d.mts',
  '.d.cts',
  '.json',
  '.node',
  '.vue',
  '.svelte',
  '.astro',
  '.css',
  '.wasm',
];

/** The file of a tree that a relative specifier means: as Node, TypeScript and the bundlers read it; null when there is none. */
export function resolveRelative(tree: Tree, importer: string, specifier: string): string | null {
  const target = posix.normalize(posix.join(posix.dirname(importer), specifier));
  return resolveFile(tree, target) ?? resolveFile(tree, target.replace(/[?#].*$/, ''));
}

/** The file that a path without or with a compiled extension means. */
export function resolveFile(tree: Tree, target: string): string | null {
  const path = target === '.' || target === './' ? '' : target.replace(/\/$/, '');
  const stem = path.replace(/\.([cm]?js|jsx)$/, '');
  const candidates = [
    ...(path.endsWith('/') || path === '' ? [] : [path, ...EXTENSIONS.map((extension) => `${path}${extension}`)]),
    ...(stem === path ? [] : EXTENSIONS.map((extension) => `${stem}${extension}`)),
    ...['package.json', ...EXTENSIONS.map((extension) => `index${extension}`)].map((name) => posix.join(path, name)),
  ];
  const exact = candidates.find((candidate) => tree.has(candidate));
  if (exact !== undefined) return exact;
  // Platforms and custom extensions: `button` for `button.native.tsx`.
  const prefixes = [`${path}.`, posix.join(path, 'index.')].filter((prefix) => prefix !== '.');
  return (
    tree.paths.find((candidate) =>
      prefixes.some((prefix) => candidate.startsWith(prefix) && !candidate.slice(prefix.length).includes('/')),
    ) ?? null
  );
}
