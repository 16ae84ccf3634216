import type { DependencyGraph } from './dependency-graph.ts';

/** `gradle.lockfile`: `group:artifact:version=configuration,…`, and `empty=` for configurations without any. It holds no hashes. */
export function readGradleGraph(source: string): DependencyGraph {
  const lines = source.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#') && !line.startsWith('empty='));
  return {
    ecosystem: 'maven',
    importers: [],
    packages: lines.map((line) => {
      const [, group, artifact, version] = /^([^:=\s]+):([^:=\s]+):([^:=\s]+)=/.exec(line) ?? [];
      if (version === undefined) throw new SyntaxError(`it has a line that is none: ${line.slice(0, 80)}`);
      const name = `${group}:${artifact}`;
      return {
        id: `${name}:${version}`,
        name,
        as: name,
        version,
        source: { kind: 'registry', url: null },
        integrity: [],
        hasInstallScript: null,
        licence: null,
        dependsOn: [],
        needsNoIntegrity: true,
        mark: `${name}:${version}=`,
      };
    }),
  };
}
