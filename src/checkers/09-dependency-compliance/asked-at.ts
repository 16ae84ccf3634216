import { posix } from 'node:path';
import type { LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import type { Dependencies, Lock } from './dependency-files.ts';
import { lineOf, lineOfName } from './line-of.ts';

/** A line of a manifest that asks for a package. */
export interface AskedAt {
  readonly path: string;
  readonly line: number;
}

interface Sides {
  readonly before: Dependencies;
  readonly after: Dependencies;
}

/** Where a manifest below a lockfile asks for one of its packages as it did not at base: a person wrote that line. */
export function askedAt({ as }: LockedDependency, lock: Lock, { before, after }: Sides): AskedAt | null {
  const isBelow = (path: string) => lock.folder === '' || path.startsWith(`${lock.folder}/`);
  if (lock.graph.ecosystem === 'npm') {
    for (const [path, { asked }] of after.packages) {
      const old = before.packages.get(path)?.asked ?? [];
      const fresh = asked.find(({ name, range }) => name === as && !old.some((one) => one.name === name && one.range === range));
      if (isBelow(path) && fresh !== undefined) return { path, line: fresh.line };
    }
    return null;
  }
  const [manifest, texts, old] = MANIFESTS[lock.graph.ecosystem]?.(after, before) ?? [];
  for (const [path, text] of texts ?? []) {
    if (posix.basename(path) !== manifest || !isBelow(path)) continue;
    const line = manifest === 'go.mod' ? lineOf(text, `${as} v`) : lineOfName(text, as);
    const content = text.split('\n')[line - 1] ?? '';
    if (content.toLowerCase().includes(as) && !old?.get(path)?.split('\n').includes(content)) return { path, line };
  }
  return null;
}

type Texts = ReadonlyMap<string, string>;

const textsOf = ({ toml }: Dependencies): Texts => new Map([...toml].map(([path, { text }]) => [path, text]));
const MANIFESTS: Readonly<Record<string, (after: Dependencies, before: Dependencies) => readonly [string, Texts, Texts]>> = {
  cargo: (after, before) => ['Cargo.toml', textsOf(after), textsOf(before)],
  pypi: (after, before) => ['pyproject.toml', textsOf(after), textsOf(before)],
  go: (after, before) => ['go.mod', after.texts, before.texts],
};
