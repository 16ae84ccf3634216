/** One dependency that a manifest asks for. */
export interface AskedFor {
  readonly name: string;
  /** As it is written. */
  readonly range: string;
  readonly group: 'runtime' | 'development' | 'optional' | 'peer';
  readonly line: number;
}

/** What a package of the repository asks for. */
export interface Manifest {
  /** The package's own name; null where it has none. */
  readonly name: string | null;
  readonly asked: readonly AskedFor[];
}
