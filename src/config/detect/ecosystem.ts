import type { Commands, Language } from '../../domain/project.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';

/** What the usual files of one language say about a tree. */
export interface Ecosystem {
  /** For people. */
  readonly name: string;
  readonly languages: readonly Language[];
  /** Files whose presence at the root makes it a project of this kind. */
  readonly manifests: readonly string[];
  readonly extensions: readonly string[];
  commands(tree: TreeSnapshot): Promise<DetectedCommands>;
}

export interface DetectedCommands {
  readonly commands: Commands;
  /** What could not be found, in words for a person. */
  readonly notes: readonly string[];
}
