import type { Tree } from '../../domain/tree.ts';
import type { Sighting } from './rules.ts';
import { z } from 'zod';

/** Packages whose word is taken for what they judge: runners, linters, formatters, compilers, assertion libraries. */
const JUDGES =
  /^((ts-|babel-|@swc\/)?jest|jest-.+|@jest\/.+|vitest|@vitest\/.+|vite|chai|expect|c8|nyc|eslint|eslint-.+|@eslint\/.+|@[^/]+\/eslint-.+|typescript-eslint|@biomejs\/.+|prettier|prettier-.+|oxlint|typescript|tsx|ts-node)$/;
const DEPENDENCY_KEYS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

const specs = z.record(z.string(), z.string()).catch({});
const manifest = z
  .object({
    name: z.string().optional().catch(undefined),
    dependencies: specs,
    devDependencies: specs,
    optionalDependencies: specs,
    peerDependencies: specs,
  })
  .partial()
  .catch({});
const text = z.string().optional().catch(undefined);
const lock = z
  .object({
    packages: z
      .record(z.string(), z.object({ name: text, resolved: text, link: z.boolean().optional().catch(undefined) }).catch({}))
      .catch({}),
  })
  .catch({ packages: {} });

type Locked = z.infer<typeof lock>['packages'][string];

/** Packages that come from elsewhere under the name they had: what judges the change must not be written by it. */
export async function swappedPackages({
  paths,
  base,
  head,
}: {
  readonly paths: readonly string[];
  readonly base: Tree;
  readonly head: Tree;
}): Promise<Sighting[]> {
  const both = async (path: string) => Promise.all([base, head].map(async (tree) => jsonOf(tree.has(path) ? await tree.read(path) : null)));
  const found: Sighting[] = [];
  for (const path of paths) {
    const [before, after] = await both(path);
    if (/(^|\/)package\.json$/.test(path)) {
      found.push(...inManifest(path, manifest.parse(before), manifest.parse(after)));
      found.push(...(await underTakenName({ path, base, name: manifest.parse(after).name, was: manifest.parse(before).name })));
    } else if (/(^|\/)(package-lock|npm-shrinkwrap)\.json$/.test(path))
      found.push(...inLockfile(path, lock.parse(before).packages, lock.parse(after).packages));
  }
  return found;
}

interface TakenName {
  readonly path: string;
  readonly base: Tree;
  readonly name: string | undefined;
  readonly was: string | undefined;
}

/** A package of the repository that takes the name of one which base has from a registry: a workspace comes first. */
async function underTakenName({ path, base, name, was }: TakenName): Promise<Sighting[]> {
  if (name === undefined || name === was || !JUDGES.test(name)) return [];
  for (const other of base.paths.filter((one) => /(^|\/)package\.json$/.test(one) && !/(^|\/)node_modules\//.test(one))) {
    const asked = manifest.parse(jsonOf(await base.read(other)));
    const wanted = DEPENDENCY_KEYS.flatMap((key) => asked[key]?.[name] ?? []);
    if (wanted.some((spec) => !FROM_ELSEWHERE.test(spec)))
      return [sighting(path, name, `${path} takes the name of ${name}, which judges the change and came from a registry`)];
  }
  return [];
}

/** Anything but a range of versions or a tag of the registry. */
const FROM_ELSEWHERE = /[:/]/;

function inManifest(path: string, before: z.infer<typeof manifest>, after: z.infer<typeof manifest>): Sighting[] {
  return DEPENDENCY_KEYS.flatMap((key) =>
    Object.entries(after[key] ?? {})
      .filter(([name, spec]) => JUDGES.test(name) && FROM_ELSEWHERE.test(spec) && before[key]?.[name] !== spec)
      // The catalogue of a workspace is a protected path of its own.
      .filter(([, spec]) => !/^(workspace|catalog):[^/]*$/.test(spec))
      .map(([name, spec]) => sighting(path, name, `${name}, which judges the change, now comes from ${spec}`)),
  );
}

function inLockfile(path: string, before: Readonly<Record<string, Locked>>, after: Readonly<Record<string, Locked>>): Sighting[] {
  return Object.entries(after).flatMap(([place, now]) => {
    const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place)?.[1];
    if (name === undefined) return [];
    const old = before[place];
    const judges = JUDGES.test(name);
    if (judges && isFromElsewhere(now) && !(old !== undefined && isFromElsewhere(old) && old.resolved === now.resolved))
      return [sighting(path, place, `${place}, which judges the change, is no package of a registry any more`)];
    if (judges && now.name !== undefined && now.name !== name && now.name !== old?.name)
      return [sighting(path, place, `${place}, which judges the change, is now the package ${now.name}`)];
    return [];
  });
}

function isFromElsewhere({ link, resolved }: Locked): boolean {
  return link === true || (resolved !== undefined && !/^https?:\/\//.test(resolved));
}

function sighting(path: string, code: string, message: string): Sighting {
  return { rule: 'protected-path', message, path, code };
}

/** What is no JSON holds no package; that it is none, the installation says. */
function jsonOf(source: string | null): unknown {
  if (source === null) return {};
  try {
    return JSON.parse(source);
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
