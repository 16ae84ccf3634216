import type { Dependencies, Lock } from './dependency-files.ts';
import { lineOfKey } from './line-of.ts';
import type { Sighting } from './rules.ts';

/** What a frozen installation of pnpm refuses: a range of the settings, which manifests name, that the lockfile was not written for. */
export function catalogDisagreements({ path: lockPath, folder, graph }: Lock, { pnpmCatalogs }: Dependencies): Sighting[] {
  const settings = pnpmCatalogs.get(folder);
  if (settings === undefined) return [];
  const { path, text, ranges } = settings;
  return [...(graph.catalogs ?? [])].flatMap(([catalog, locked]) =>
    [...locked].flatMap(([name, written]): Sighting[] => {
      const asked = ranges.get(catalog);
      const range = asked !== undefined && Object.hasOwn(asked, name) ? asked[name] : undefined;
      if (range === undefined || range === written) return [];
      const message = `${name} ${range}: ${lockPath} was written for ${written}`;
      return [
        {
          rule: 'lockfile-disagrees',
          path,
          range: { startLine: lineOfKey(text, name) },
          code: `${lockPath} ${catalog} ${name}`,
          message,
        },
      ];
    }),
  );
}
