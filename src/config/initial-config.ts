import { stringify } from 'yaml';
import type { Commands } from '../domain/project.ts';
import { SCHEMA_COMMENT } from './load.ts';

/** The text of a first config: the phase and the commands that were found, so that a person sees and owns them. */
export function initialConfig({ phase, commands }: { readonly phase: number; readonly commands: Commands }): string {
  return `${SCHEMA_COMMENT}
# How Jidoka judges this repository. It is read from the base commit of a change, never from the change itself.
${stringify({ phase, sandbox: 'process', ...(Object.keys(commands).length === 0 ? {} : { commands }) })}`;
}
