export type Ecosystem = 'npm' | 'pypi' | 'cargo' | 'go' | 'maven';

/** Where a package is fetched from. `registry`: the one of the settings, or the one that `url` names. */
export interface Source {
  readonly kind: 'registry' | 'git' | 'url' | 'file';
  /** Null where the lockfile leaves it to the settings. A path of `file` is relative to the lockfile's folder. */
  readonly url: string | null;
}

/** A package as a lockfile pins it; packages of the repository itself are importers. */
export interface LockedDependency {
  /** Unique in its lockfile. */
  readonly id: string;
  /** Its own name, also where an alias stands for it. */
  readonly name: string;
  /** The name it is used under. */
  readonly as: string;
  readonly version: string;
  readonly source: Source;
  /** What its bytes must hash to; where a package has several files, `file#hash`. Empty where the lockfile has nothing. */
  readonly integrity: readonly string[];
  /** It runs commands when it is installed; null where the lockfile does not say. */
  readonly hasInstallScript: boolean | null;
  /** As the lockfile has it, not yet parsed; null where it does not say. */
  readonly licence: string | null;
  /** Ids of the packages it uses, those of them that the lockfile holds. */
  readonly dependsOn: readonly string[];
  /** Ranges that it asks for itself, by name, peers left out; only npm's lockfile repeats them with the package that is used. */
  readonly asks?: Readonly<Record<string, string>>;
  /** Its content comes inside another package, or the format keeps no hash of such a one. */
  readonly needsNoIntegrity: boolean;
  /** How the lockfile's text names it: the line it stands on is found by it. */
  readonly mark: string;
  /** The line itself, where it is known. */
  readonly line?: number;
}

/** What a manifest asks for, as the lockfile has written it down. */
export interface Request {
  readonly name: string;
  /** Null where the lockfile does not repeat it. */
  readonly range: string | null;
  /** Id of the package it gets; null for one of the repository itself, and where the lockfile holds none. */
  readonly id: string | null;
}

/** A package of the repository as its lockfile knows it. */
export interface Importer {
  /** Relative to the lockfile's folder, empty for that folder itself; null where the lockfile knows it by name alone. */
  readonly folder: string | null;
  readonly name: string | null;
  /** Null where the lockfile does not repeat it. */
  readonly version: string | null;
  readonly requests: readonly Request[];
}

/** What the lockfile takes from a folder instead of fetching it. */
export interface LockedFolder {
  /** The name it is used under. */
  readonly as: string;
  /** Relative to the lockfile's folder; null where the lockfile does not say. */
  readonly folder: string | null;
  readonly mark: string;
}

export interface DependencyGraph {
  readonly ecosystem: Ecosystem;
  readonly packages: readonly LockedDependency[];
  /** Packages of the repository among them, under the names that they are used under. */
  readonly folders?: readonly LockedFolder[];
  /** Empty where the format knows none: then the manifests alone say who asks. */
  readonly importers: readonly Importer[];
  /** Ranges that the settings keep for manifests to name, by catalog and package; only pnpm's lockfile repeats them. */
  readonly catalogs?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Ranges that stand in place of those that are asked for, by the key they are written under; pnpm and bun repeat them. */
  readonly overrides?: ReadonlyMap<string, string>;
  /** Names that something uses, as the lockfile itself says, and that it holds in no version at all; what is optional is left out. */
  readonly missing?: readonly string[];
}
