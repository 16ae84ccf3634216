import { stringify } from 'yaml';
import type { AgentBlock } from './agent-recipes.ts';
import type { Commands } from '../domain/project.ts';
import type { SandboxLevel } from '../domain/sandbox-level.ts';
import { SCHEMA_COMMENT } from './load.ts';

export interface InitialConfig {
  readonly phase: number;
  readonly commands: Commands;
  /** How the agent that was found is driven; null when none was looked for or found. */
  readonly agent: AgentBlock | null;
  /** The level that works on this machine: what is judged below it is not merged. */
  readonly sandbox: SandboxLevel;
  /** Whether the schema is where the comment for editors says: where Jidoka is installed in the repository. */
  readonly hasSchema: boolean;
}

/** The text of a first config: the phase and the commands that were found, so that a person sees and owns them. */
export function initialConfig({ phase, commands, agent, sandbox, hasSchema }: InitialConfig): string {
  return `${hasSchema ? `${SCHEMA_COMMENT}\n` : ''}# How Jidoka judges this repository. It is read from the base commit of a change, never from the change itself.
${stringify({ phase, sandbox, ...(Object.keys(commands).length === 0 ? {} : { commands }), ...(agent === null ? {} : { agent }) })}`;
}
