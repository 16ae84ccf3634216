import { stringify } from 'yaml';
import type { Commands } from '../domain/project.ts';
import { SCHEMA_COMMENT } from './load.ts';

export interface InitialConfig {
  readonly phase: number;
  readonly commands: Commands;
  /** Whether the schema is where the comment for editors says: where Jidoka is installed in the repository. */
  readonly hasSchema: boolean;
}

/** The text of a first config: the phase and the commands that were found, so that a person sees and owns them. */
export function initialConfig({ phase, commands, hasSchema }: InitialConfig): string {
  return `${hasSchema ? `${SCHEMA_COMMENT}\n` : ''}# How Jidoka judges this repository. It is read from the base commit of a change, never from the change itself.
${stringify({ phase, sandbox: 'process', ...(Object.keys(commands).length === 0 ? {} : { commands }) })}`;
}
