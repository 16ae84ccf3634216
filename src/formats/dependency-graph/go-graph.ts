import type { DependencyGraph } from './dependency-graph.ts';

/** `go.sum`: `module version h1:…` for what is compiled, `module version/go.mod h1:…` for what was only asked what it needs. */
export function readGoGraph(source: string): DependencyGraph {
  const hashes = new Map<string, string[]>();
  for (const line of source.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [module = '', version = '', hash, ...rest] = line.trim().split(/\s+/);
    if (hash === undefined || rest.length > 0 || !/^h\d+:/.test(hash))
      throw new SyntaxError(`it has a line that is none: ${line.slice(0, 80)}`);
    const id = `${module} ${version.replace(/\/go\.mod$/, '')}`;
    hashes.set(id, [...(hashes.get(id) ?? []), `${version.endsWith('/go.mod') ? 'go.mod' : 'zip'}#${hash}`]);
  }
  return {
    ecosystem: 'go',
    importers: [],
    packages: [...hashes].map(([id, integrity]) => {
      const [name = '', version = ''] = id.split(' ');
      return {
        id,
        name,
        as: name,
        version,
        source: { kind: 'registry', url: null },
        integrity,
        hasInstallScript: null,
        licence: null,
        dependsOn: [],
        needsNoIntegrity: false,
        mark: id,
      };
    }),
  };
}
