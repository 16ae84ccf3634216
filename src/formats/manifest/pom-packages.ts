import { chainOf, fillPom, type PomAt, pomName } from './pom-tree.ts';
import type { Pom, PomRequest } from './pom.ts';

/** A package that a `pom.xml` uses. */
export interface PomPackage {
  /** `group:artifact` */
  readonly name: string;
  readonly version: string;
  /** The `pom.xml` whose words decide its version, and what stands there. */
  readonly at: string;
  readonly request: PomRequest;
}

export interface PomPackages {
  readonly packages: readonly PomPackage[];
  /** Names of those whose version the repository does not say: a parent or a list that is fetched decides, or a range. */
  readonly unknown: readonly string[];
  /** Every file whose words it takes. */
  readonly made: readonly string[];
}

/** The `pom.xml` files of a tree. */
export interface PomTree {
  readonly pomAt: PomAt;
  /** Where its modules are, by name. */
  readonly modules: ReadonlyMap<string, string>;
}

/** What a `pom.xml` uses, with versions as far as the repository says them. Its own modules are left out. */
export function pomPackages(path: string, tree: PomTree): PomPackages {
  const { pomAt, modules } = tree;
  const chain = chainOf(path, pomAt);
  const lists = chain.flatMap(([, pom]) => importsIn(pom, path, tree));
  const packages: PomPackage[] = [];
  const unknown = new Set<string>();
  for (const [, pom] of chain) {
    for (const request of pom.requests) {
      if (request.kind !== 'dependency') continue;
      const name = pomName(request, path, pomAt);
      if (modules.has(name)) continue;
      const own = deciding(request, name, { path, chain, lists, pomAt });
      const version = own === null ? null : exact(fillPom(own.request.version ?? '', own.filledAt, pomAt));
      if (own === null || version === null) unknown.add(name);
      else packages.push({ name, version, at: own.at, request: own.request });
    }
  }
  const made = [...chain.map(([at]) => at), ...lists.flatMap((list) => list.chain.map(([at]) => at))];
  return { packages, unknown: [...unknown].filter((name) => !packages.some((one) => one.name === name)), made };
}

type Chain = ReturnType<typeof chainOf>;

interface ImportedList {
  readonly path: string;
  readonly chain: Chain;
}

interface Deciding {
  readonly at: string;
  /** By whose properties it is filled in. */
  readonly filledAt: string;
  readonly request: PomRequest;
}

interface Where {
  readonly path: string;
  readonly chain: Chain;
  readonly lists: readonly ImportedList[];
  readonly pomAt: PomAt;
}

/** What is written with it, else what is managed: by the nearest `pom.xml`, then by a list that one imports. */
function deciding(request: PomRequest, name: string, { path, chain, lists, pomAt }: Where): Deciding | null {
  if (request.version !== null) {
    const [at = path] = chain.find(([, pom]) => pom.requests.includes(request)) ?? [];
    return { at, filledAt: path, request };
  }
  for (const { path: filledAt, chain: own } of [{ path, chain }, ...lists]) {
    for (const [at, pom] of own) {
      const managed = pom.requests.find((one) => one.kind === 'managed' && one.version !== null && pomName(one, filledAt, pomAt) === name);
      if (managed !== undefined) return { at, filledAt, request: managed };
    }
  }
  return null;
}

/** Lists of versions that are modules of the repository themselves. */
function importsIn(pom: Pom, path: string, { pomAt, modules }: PomTree): ImportedList[] {
  return pom.requests
    .filter(({ kind, scope }) => kind === 'managed' && scope === 'import')
    .flatMap((request) => {
      const found = modules.get(pomName(request, path, pomAt));
      return found === undefined ? [] : [{ path: found, chain: chainOf(found, pomAt) }];
    });
}

export function pomTree(poms: ReadonlyMap<string, Pom>): PomTree {
  const pomAt: PomAt = (path) => poms.get(path) ?? null;
  const named = [...poms].map(
    ([path, { group, artifact }]) => [pomName({ group: group ?? '', artifact: artifact ?? '' }, path, pomAt), path] as const,
  );
  return { pomAt, modules: new Map(named) };
}

/** `[1.2]` is that one version; null for ranges, for what is only known when it is fetched, and for what could not be filled in. */
function exact(text: string): string | null {
  const version = /^\[([^,[\]()]+)\]$/.exec(text)?.[1] ?? text;
  return version === '' || /[[\](),$\s]/.test(version) || /^(?:LATEST|RELEASE)$/i.test(version) ? null : version;
}
