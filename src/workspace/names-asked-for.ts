import { parse } from 'yaml';
import { z } from 'zod';
import type { Tree } from '../domain/tree.ts';

/** The packages that the manifests of a tree mean by a name: itself, or what it is an alias of. */
export type NamesAskedFor = (name: string) => ReadonlySet<string>;

const names = z.record(z.string(), z.unknown()).catch({});
/** They decide for every manifest. */
const overriding = z.object({ overrides: names, resolutions: names }).partial();
const root = overriding
  .extend({ pnpm: overriding.catch({}), workspaces: z.unknown(), catalog: names, catalogs: names })
  .partial()
  .catch({});
/** Who asks for a peer takes what another one asks for. */
const manifest = z.object({ dependencies: names, devDependencies: names, optionalDependencies: names }).partial().catch({});

/** Read from every package.json and from the settings of pnpm at the root. */
export async function namesAskedFor(tree: Tree): Promise<NamesAskedFor> {
  const texts = await Promise.all(
    tree.paths
      .filter((path) => /(^|\/)package\.json$/.test(path) && !path.includes('node_modules/'))
      .map(async (path) => parsed(await tree.read(path))),
  );
  const roots = await Promise.all(['package.json', 'pnpm-workspace.yaml'].map(async (path) => root.parse(parsed(await tree.read(path)))));
  const overridden = collected(roots.map(({ overrides, resolutions, pnpm }) => [overrides, resolutions, pnpm]));
  // `catalog:` names nothing by itself.
  const inCatalogs = roots.map(({ catalog, catalogs, workspaces }) => [catalog, catalogs, workspaces]);
  const asked = collected([texts.map((text) => manifest.parse(text)), inCatalogs]);
  return (name) => overridden.get(name) ?? asked.get(name) ?? new Set();
}

/** The aliases and plain versions of all objects in a value, by the name they are for. */
function collected(value: unknown): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const step = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    for (const [key, inside] of Object.entries(one)) {
      if (typeof inside !== 'string') {
        step(inside);
        continue;
      }
      // `parent>name@^1`, `**/name`.
      const name = /(?:@[^@/>]+\/)?[^@/>]+(?=(?:@[^@]*)?$)/.exec(key)?.[0] ?? key;
      const alias = /^npm:((?:@[^/]+\/)?[a-z][^@]*)/i.exec(inside)?.[1];
      if (alias === undefined && /[:$]/.test(inside)) continue;
      found.set(name, (found.get(name) ?? new Set()).add(alias ?? name));
    }
  };
  step(value);
  return found;
}

/** What is neither JSON nor YAML asks for nothing. */
function parsed(text: string | null): unknown {
  try {
    return text === null ? {} : parse(text, { logLevel: 'error', prettyErrors: false });
  } catch {
    return {};
  }
}
