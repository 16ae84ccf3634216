import { z } from 'zod';
import { nameAndRest, patternsIn } from '../yarn-pattern.ts';
import type { DependencyGraph, Importer, LockedDependency, LockedFolder, Request } from './dependency-graph.ts';
import { sourceOf } from './npm-graph.ts';
import { parseLockYaml } from './plain-yaml.ts';

/** `yarn.lock` of either kind: classic in a notation of its own, berry in YAML. */
export function readYarnGraph(source: string): DependencyGraph {
  return /^__metadata:/m.test(source) ? berry(source) : classic(source);
}

const ranges = z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({});
const berryLock = z.record(
  z.string(),
  z.object({
    version: z.union([z.string(), z.number()]).transform(String),
    resolution: z.string().optional(),
    checksum: z.string().optional(),
    conditions: z.string().optional(),
    dependencies: ranges,
    optionalDependencies: ranges,
    dependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
  }),
);

function berry(source: string): DependencyGraph {
  const { __metadata: _, ...blocks } = berryLock.parse(parseLockYaml(source));
  const byPattern = new Map(
    Object.entries(blocks).flatMap(([key, one]) => patternsIn(key).map((pattern) => [pattern, { key, one }] as const)),
  );
  const isOwn = (resolution: string | undefined) => /@(workspace|link|portal):/.test(resolution ?? '');
  const find = (name: string, range: string): string | null => {
    // Before version 4 the lockfile left the protocol out where it says what is used.
    const found = byPattern.get(`${name}@${range}`) ?? byPattern.get(`${name}@npm:${range}`);
    return found === undefined || isOwn(found.one.resolution) ? null : found.key;
  };
  const packages: LockedDependency[] = [];
  const importers: Importer[] = [];
  const folders: LockedFolder[] = [];
  for (const [key, { version, resolution = '', checksum, conditions, dependencies, optionalDependencies }] of Object.entries(blocks)) {
    const used = Object.entries({ ...dependencies, ...optionalDependencies });
    const folder = /@workspace:(.+)$/.exec(resolution)?.[1];
    if (folder !== undefined) {
      const requests = used.map(([name, range]): Request => ({ name, range, id: find(name, range) }));
      importers.push({ folder: folder === '.' ? '' : folder, name: nameAndRest(resolution)[0], version: null, requests });
    }
    const own = /@(?:workspace|link|portal):([^:#]*)/.exec(resolution)?.[1];
    if (own !== undefined) {
      const names = new Set(patternsIn(key).map((pattern) => nameAndRest(pattern)[0]));
      folders.push(...[...names].map((as) => ({ as, folder: own, mark: JSON.stringify(key) })));
    }
    if (isOwn(resolution)) continue;
    const [name, reference] = nameAndRest(resolution);
    const archive = /[:&]__archiveUrl=([^&]+)/.exec(reference)?.[1];
    packages.push({
      id: key,
      name,
      as: nameAndRest(patternsIn(key)[0] ?? key)[0],
      // What is fetched is what the resolution names, whatever stands beside it.
      version: /^npm:(\d[^:]*)/.exec(reference)?.[1] ?? version,
      source: archive === undefined ? sourceOf(withoutProtocol(reference)) : sourceOf(decodeURIComponent(archive)),
      integrity: checksum === undefined ? [] : [checksum],
      hasInstallScript: null,
      licence: null,
      dependsOn: used.flatMap(([as, range]) => find(as, range) ?? []),
      // What is built for other systems only is never fetched here, and so has no checksum.
      needsNoIntegrity: conditions !== undefined || /^(file|exec|patch):/.test(reference),
      mark: JSON.stringify(key),
    });
  }
  const held = new Set([...byPattern.keys()].map((pattern) => nameAndRest(pattern)[0]));
  const missing = Object.values(blocks).flatMap(({ dependencies, dependenciesMeta }) =>
    Object.entries(dependencies).flatMap(([name, range]) =>
      held.has(name) || dependenciesMeta[name]?.optional === true || !/^(?:npm:|[^:]*$)/.test(range) ? [] : [name],
    ),
  );
  return { ecosystem: 'npm', packages, importers, folders, missing };
}

/** `npm:1.0.0` comes from the registry, and so does what is patched or bundled with the package manager. */
function withoutProtocol(reference: string): string | null {
  // `patch:@scope/name@npm%3A1.0.0#…`
  const patched = /^patch:([^#]+)/.exec(reference)?.[1];
  if (patched !== undefined) return withoutProtocol(nameAndRest(patched)[1].replaceAll('%3A', ':'));
  return reference.startsWith('npm:') ? null : reference;
}

/** Blocks of `pattern, pattern:` and indented `field value`; fields of the second level say what is used. */
function classic(source: string): DependencyGraph {
  const blocks = source.split(/\r?\n(?=[^\s#])/).flatMap((block) => {
    const lines = block.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    const [head = '', ...rest] = lines;
    if (lines.length === 0) return [];
    if (!head.endsWith(':') || rest.length === 0) throw new SyntaxError(`it has a block that is none: ${head.slice(0, 60)}`);
    const strange = rest.find((line) => !/^ {2}\w+:$/.test(line) && [2, 4].every((indent) => pairIn(line, indent).length === 0));
    if (strange !== undefined) throw new SyntaxError(`it has a line that is none: ${strange.trim().slice(0, 60)}`);
    return [{ head: head.slice(0, -1), rest }];
  });
  const keys = new Map(blocks.flatMap(({ head }) => patternsIn(head).map((pattern) => [pattern, head] as const)));
  const packages = blocks.map(({ head, rest }): LockedDependency => {
    const fields = new Map(rest.flatMap((line) => pairIn(line, 2)));
    const version = fields.get('version');
    if (version === undefined) throw new SyntaxError(`it has a package without a version: ${head.slice(0, 60)}`);
    const [as, range] = nameAndRest(patternsIn(head)[0] ?? head);
    const resolved = fields.get('resolved') ?? null;
    const sha1 = /#([0-9a-f]{40})$/.exec(resolved ?? '')?.[1];
    const integrity = fields.get('integrity') ?? (sha1 === undefined ? null : `sha1-${Buffer.from(sha1, 'hex').toString('base64')}`);
    const from = sourceOf(resolved ?? range.replace(/^npm:.*/, '0.0.0'));
    return {
      id: head,
      name: range.startsWith('npm:') ? nameAndRest(range.slice('npm:'.length))[0] : as,
      as,
      version,
      source: resolved === null && from.kind === 'url' ? { kind: 'registry', url: null } : from,
      integrity: integrity === null ? [] : integrity.split(/\s+/),
      hasInstallScript: null,
      licence: null,
      dependsOn: rest.flatMap((line) => pairIn(line, 4)).flatMap(([name, wanted]) => keys.get(`${name}@${wanted}`) ?? []),
      needsNoIntegrity: false,
      mark: `${head}:`,
    };
  });
  const held = new Set([...keys.keys()].map((pattern) => nameAndRest(pattern)[0]));
  const missing = blocks.flatMap(({ rest }) => neededBy(rest).filter((name) => !held.has(name)));
  return { ecosystem: 'npm', packages, importers: [], missing };
}

/** The names below `dependencies:`. */
function neededBy(lines: readonly string[]): string[] {
  const from = lines.indexOf('  dependencies:') + 1;
  const rest = from === 0 ? [] : lines.slice(from);
  const end = rest.findIndex((line) => pairIn(line, 4).length === 0);
  return (end === -1 ? rest : rest.slice(0, end)).flatMap((line) => pairIn(line, 4).map(([name]) => name));
}

/** `name "value"` behind so many spaces. */
function pairIn(line: string, indent: number): (readonly [string, string])[] {
  const found = /^( +)"?([^"\s]+)"? +"?([^"]*)"?$/.exec(line);
  return found === null || found[1]?.length !== indent ? [] : [[found[2] ?? '', found[3] ?? '']];
}
