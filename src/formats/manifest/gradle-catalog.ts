import { z } from 'zod';

const version = z.union([
  z.string(),
  z.object({ ref: z.string() }),
  z.object({ strictly: z.string(), require: z.string(), prefer: z.string() }).partial(),
]);
const entry = z.union([
  z.string(),
  z.object({ module: z.string(), group: z.string(), name: z.string(), id: z.string() }).partial().extend({ version: version.optional() }),
]);
const entries = z.record(z.string(), entry.catch('')).catch({}).default({});
const catalog = z.object({ versions: z.record(z.string(), version.catch('')).catch({}).default({}), libraries: entries, plugins: entries });

export interface CatalogEntry {
  /** As a build names it: `some-name` is `libs.some.name`. */
  readonly alias: string;
  readonly name: string;
  readonly version: string | null;
  readonly isPlugin: boolean;
  /** The key of its version under `[versions]`; null where it says the version itself. */
  readonly versionKey: string | null;
}

/** What a parsed `libs.versions.toml` gives names to. */
export function readGradleCatalog(value: unknown): CatalogEntry[] {
  const { versions, libraries, plugins } = catalog.catch({ versions: {}, libraries: {}, plugins: {} }).parse(value);
  const read = (written: z.infer<typeof version> | undefined): Pick<CatalogEntry, 'version' | 'versionKey'> => {
    if (written === undefined) return { version: null, versionKey: null };
    if (typeof written === 'string') return { version: written || null, versionKey: null };
    if ('ref' in written) {
      const meant = Object.hasOwn(versions, written.ref) ? versions[written.ref] : undefined;
      return { version: typeof meant === 'object' && 'ref' in meant ? null : read(meant).version, versionKey: written.ref };
    }
    return { version: written.prefer ?? written.require ?? written.strictly ?? null, versionKey: null };
  };
  const ofTable = (table: z.infer<typeof entries>, isPlugin: boolean) =>
    Object.entries(table).flatMap(([key, one]): CatalogEntry[] => {
      const parts = typeof one === 'string' ? one.split(':') : [];
      const plain = typeof one === 'string' ? null : one;
      const written = isPlugin
        ? (plain?.id ?? parts[0])
        : (plain?.module ?? (plain === null ? parts.slice(0, 2).join(':') : `${plain.group}:${plain.name}`));
      if (written === undefined || written === '') return [];
      const own = plain === null ? read(parts[isPlugin ? 1 : 2]) : read(plain.version);
      return [{ alias: key.replace(/[-_]/g, '.'), name: isPlugin ? `${written}:${written}.gradle.plugin` : written, isPlugin, ...own }];
    });
  return [...ofTable(libraries, false), ...ofTable(plugins, true)];
}
