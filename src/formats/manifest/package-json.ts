import { z } from 'zod';
import type { AskedFor, Manifest } from './manifest.ts';
import { type Override, overridesIn } from './overrides.ts';

const ranges = z.record(z.string(), z.string().catch('')).catch({}).default({});
const peers = z
  .record(z.string(), z.object({ optional: z.boolean().catch(false).default(false) }).catch({ optional: false }))
  .catch({})
  .default({});
const globs = z.array(z.string()).catch([]);
const packageJson = z.object({
  name: z.string().nullable().catch(null).default(null),
  dependencies: ranges,
  devDependencies: ranges,
  optionalDependencies: ranges,
  peerDependencies: ranges,
  peerDependenciesMeta: peers,
  workspaces: z
    .union([globs, z.object({ packages: globs }).transform(({ packages }) => packages)])
    .catch([])
    .default([]),
  overrides: z.unknown().optional(),
  resolutions: z.unknown().optional(),
  pnpm: z.object({ overrides: z.unknown().optional(), packageExtensions: z.unknown().optional() }).partial().catch({}).default({}),
});

export interface PackageJson extends Manifest {
  /** Globs of the folders that are packages of the same repository. */
  readonly workspaces: readonly string[];
  /** What something else than the asking manifest decides, by the field that says so. */
  readonly overrides: Readonly<Record<'overrides' | 'resolutions' | 'pnpm' | 'extensions', readonly Override[]>>;
}

const GROUPS = [
  ['dependencies', 'runtime'],
  ['devDependencies', 'development'],
  ['optionalDependencies', 'optional'],
  ['peerDependencies', 'peer'],
] as const;

/** Throws SyntaxError where the text is no JSON object. */
export function readPackageJson(source: string): PackageJson {
  const value: unknown = JSON.parse(source);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('it holds no JSON object (line 1)');
  const read = packageJson.parse(value);
  const asked = GROUPS.flatMap(([field, group]) => {
    const from = source.search(new RegExp(`"${field}"\\s*:`));
    return Object.entries(read[field]).map(([name, range]): AskedFor => ({ name, range, group, line: lineOfKey(source, name, from) }));
  });
  const decided = (field: string, inside: unknown) => {
    const from = source.search(new RegExp(`"${field}"\\s*:`));
    return overridesIn(inside, (key) => lineOfKey(source, key, from));
  };
  const overrides = {
    overrides: decided('overrides', read.overrides),
    resolutions: decided('resolutions', read.resolutions),
    pnpm: decided('overrides', read.pnpm.overrides),
    extensions: decided('packageExtensions', read.pnpm.packageExtensions),
  };
  return { name: read.name, asked, workspaces: read.workspaces, overrides };
}

function lineOfKey(source: string, key: string, from: number): number {
  const at = source.indexOf(`${JSON.stringify(key)}:`, Math.max(from, 0));
  if (at === -1) return 1;
  let line = 1;
  for (let index = source.indexOf('\n'); index !== -1 && index < at; index = source.indexOf('\n', index + 1)) line += 1;
  return line;
}
