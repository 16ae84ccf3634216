import { posix } from 'node:path';
import type { Catalogs, Dependencies, Lock } from './dependency-files.ts';
import { isOutOfRange } from './held-version.ts';
import { lineOfKey } from './line-of.ts';
import { isDecided, overridesFor } from './override-disagreements.ts';
import type { Sighting } from './rules.ts';

/** What a frozen installation of pnpm refuses: a range of the settings, which manifests name, that the lockfile was not written for. */
export function catalogDisagreements(lock: Lock, side: Dependencies): Sighting[] {
  const settings = side.pnpmCatalogs.get(lock.folder);
  if (settings === undefined) return [];
  const written = [...(lock.graph.catalogs ?? [])].flatMap(([catalog, locked]) =>
    [...locked].flatMap(([name, range]): Sighting[] => {
      const asked = rangeIn(settings, catalog, name);
      return asked === undefined || asked === range ? [] : [sighting({ lock, settings, catalog, name }, `was written for ${range}`)];
    }),
  );
  const said = new Set(written.map(({ code }) => code));
  // A lockfile need not say what it was written for to hold something else.
  const held = heldOutside(lock, settings, side).filter(({ code }) => !said.has(code));
  return [...written, ...new Map(held.map((one) => [one.code, one])).values()];
}

function heldOutside(lock: Lock, settings: Catalogs, side: Dependencies): Sighting[] {
  const byId = new Map(lock.graph.packages.map((one) => [one.id, one]));
  const overrides = overridesFor(lock, side);
  return lock.graph.importers.flatMap(({ folder, requests }) =>
    requests.flatMap(({ name, range, id }): Sighting[] => {
      const named = /^catalog:(.*)$/.exec(range ?? '')?.[1];
      const catalog = named === '' ? 'default' : (named ?? '');
      const asked = rangeIn(settings, catalog, name);
      const locked = byId.get(id ?? '');
      if (asked === undefined || locked === undefined || !isOutOfRange(locked, asked)) return [];
      const manifest = side.packages.get(posix.join(lock.folder, folder ?? '', 'package.json'))?.name ?? null;
      if (isDecided({ name, manifest, locked }, overrides)) return [];
      return [sighting({ lock, settings, catalog, name }, `holds ${locked.version || 'it without a version'}`)];
    }),
  );
}

function rangeIn({ ranges }: Catalogs, catalog: string, name: string): string | undefined {
  const asked = ranges.get(catalog);
  return asked !== undefined && Object.hasOwn(asked, name) ? asked[name] : undefined;
}

interface Entry {
  readonly lock: Lock;
  readonly settings: Catalogs;
  readonly catalog: string;
  readonly name: string;
}

function sighting({ lock, settings, catalog, name }: Entry, said: string): Sighting {
  return {
    rule: 'lockfile-disagrees',
    path: settings.path,
    range: { startLine: lineOfKey(settings.text, name) },
    code: `${lock.path} ${catalog} ${name}`,
    message: `${name} ${rangeIn(settings, catalog, name)}: ${lock.path} ${said}`,
  };
}
