/** A built tree, frozen and content-addressed: the only thing a target starts. */
export interface Artefact {
  /** SHA-256 over the sorted (mode, path, digest) of every file after the build plus the dependency store's key. */
  readonly digest: string;
  /** Folder that holds the files; a target copies it before it starts anything. */
  readonly dir: string;
  /** Null when there are no dependencies. */
  readonly dependencies: Installation | null;
}

/** Dependencies as they were installed for an artefact. */
export interface Installation {
  /** Part of the artefact's digest. */
  readonly key: string;
  /** Folder whose `node_modules` folders belong to the artefact. */
  readonly dir: string;
  /** SHA-256 over the sorted (mode, path, digest) of every file in them. */
  readonly digest: string;
}

/** One version asked to be put into service. `id` makes every verb of a target idempotent. */
export interface Release {
  readonly id: string;
  readonly commit: string;
  readonly artefact: Artefact;
  /** Shell command from the base commit's policy; gets PORT and JIDOKA_RELEASE in its environment. */
  readonly start: string;
  readonly run: string | null;
  readonly order: string | null;
}

/** How a deployment ended. `insufficient` is fail closed: nothing bad was proven, nor anything good. */
export type DeploymentOutcome = 'promoted' | 'rolled-back' | 'insufficient';
