/** A package as a lockfile pins it. Packages of the repository itself are none. */
export interface LockedPackage {
  /** Its own name, also where an alias stands for it. */
  readonly name: string;
  /** The name it is installed under, by which it is imported. */
  readonly as: string;
  readonly version: string;
  /** What its bytes must hash to: `<algorithm>-<value>`, several separated by spaces; null where the lockfile has nothing. */
  readonly integrity: string | null;
  /** URL it is fetched from; null where the manager asks the registry of its settings. */
  readonly resolved: string | null;
}
