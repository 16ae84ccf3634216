import { posix } from 'node:path';
import type { Pom, PomRequest } from './pom.ts';

/** The `pom.xml` of a path of the repository; null where there is none. */
export type PomAt = (path: string) => Pom | null;

const MAX_PARENTS = 20;

/** The parent that is in the repository, and where. */
export function parentOf(path: string, pomAt: PomAt): readonly [string, Pom] | null {
  const parentPath = pomAt(path)?.parentPath ?? null;
  if (parentPath === null) return null;
  const meant = posix.join(posix.dirname(path), parentPath);
  for (const one of [meant, posix.join(meant, 'pom.xml')]) {
    const found = one === path ? null : pomAt(one);
    if (found !== null) return [one, found];
  }
  return null;
}

/** A `pom.xml` and its parents that are in the repository, the nearest first. */
export function chainOf(path: string, pomAt: PomAt): (readonly [string, Pom])[] {
  const chain: (readonly [string, Pom])[] = [];
  const own = pomAt(path);
  for (let one: readonly [string, Pom] | null = own === null ? null : [path, own]; one !== null; one = parentOf(one[0], pomAt)) {
    if (chain.length >= MAX_PARENTS) break;
    chain.push(one);
  }
  return chain;
}

/** A text of a `pom.xml` with its properties, and those of parents that are in the repository. */
export function fillPom(text: string, path: string, pomAt: PomAt): string {
  if (!text.includes('$')) return text;
  const chain = chainOf(path, pomAt);
  return fill(text, (key) => {
    for (const [, pom] of chain) {
      const own = pom.properties.get(key) ?? ofProject(key.replace(/^(?:project|pom)\./, ''), pom);
      if (own !== undefined) return own;
    }
    return undefined;
  });
}

function ofProject(key: string, { group, artifact, version, requests }: Pom): string | undefined {
  switch (key) {
    case 'version':
      return version ?? undefined;
    case 'groupId':
      return group ?? undefined;
    case 'artifactId':
      return artifact ?? undefined;
    case 'parent.version':
      return requests.find(({ kind }) => kind === 'parent')?.version ?? undefined;
    default:
      return undefined;
  }
}

/** `group:artifact` */
export function pomName({ group, artifact }: Pick<PomRequest, 'group' | 'artifact'>, path: string, pomAt: PomAt): string {
  return `${fillPom(group, path, pomAt)}:${fillPom(artifact, path, pomAt)}`;
}

const MAX_ROUNDS = 10;
const MAX_FILLED = 1000;

/** Fills in `${name}` and `$name`; nothing that grows without end. */
export function fill(text: string, valueOf: (key: string) => string | undefined): string {
  let filled = text;
  for (let round = 0; round < MAX_ROUNDS && filled.includes('$'); round += 1) {
    const next = filled.replace(/\$\{([^{}$]+)\}|\$([A-Za-z][\w.]*)/g, (whole, braced?: string, plain?: string) => {
      return valueOf(braced?.trim() ?? plain ?? '') ?? whole;
    });
    if (next === filled || next.length > MAX_FILLED) return filled;
    filled = next;
  }
  return filled;
}
