import { canonicalDigest } from './canonical-digest.ts';
import { nearest } from './nearest.ts';
import { configSchema, type Config } from './schema.ts';
import type { SchemaFault } from './schema-faults.ts';
import { parseStrictYaml } from './strict-yaml.ts';

/** Where the config is, in the tree it is read from. */
export const CONFIG_PATH = '.jidoka/config.yaml';

/**
 * The first line of a config that Jidoka writes, for editors. Relative to the file, so that no registry is asked:
 * it works where Jidoka is a dependency of the repository, and is left out elsewhere.
 */
export const SCHEMA_COMMENT = '# yaml-language-server: $schema=../node_modules/jidoka/schema/config.schema.json';

export interface ConfigText {
  /** What the base commit's tree has at `path`. */
  readonly text: string;
  readonly path: string;
  /** Ids of all checkers there are; their options are validated where they are declared. */
  readonly checkerIds: readonly string[];
}

/** Reads a config. Throws `UserError` (`CONFIG_INVALID`) naming file, line, key, what was expected and what was found. */
export function parseConfig({ text, path, checkerIds }: ConfigText): Config {
  return parseStrictYaml({
    text,
    path,
    schema: configSchema,
    code: 'CONFIG_INVALID',
    check: (raw) => [...unknownCheckers(raw, checkerIds), ...unknownOwners(raw, checkerIds)],
  });
}

export function configDigest(config: Config): string {
  return canonicalDigest(config);
}

function unknownCheckers(raw: unknown, checkerIds: readonly string[]): SchemaFault[] {
  return Object.keys(mapAt(raw, 'checkers'))
    .filter((id) => !checkerIds.includes(id))
    .map((id) => ({ path: ['checkers', id], text: unknown(id, checkerIds) }));
}

/** A tool that belongs to no checker there is would be enforced from a phase nobody knows. */
function unknownOwners(raw: unknown, checkerIds: readonly string[]): SchemaFault[] {
  return Object.entries(mapAt(raw, 'tools')).flatMap(([name, tool]) => {
    const owner: unknown = typeof tool === 'object' && tool !== null && 'checker' in tool ? tool.checker : undefined;
    if (typeof owner !== 'string' || checkerIds.includes(owner)) return [];
    return [{ path: ['tools', name, 'checker'], text: unknown(owner, checkerIds) }];
  });
}

function mapAt(raw: unknown, key: string): object {
  const value = typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function unknown(id: string, checkerIds: readonly string[]): string {
  const near = nearest(id, checkerIds);
  const meant = near === null ? '' : `; did you mean ${JSON.stringify(near)}?`;
  return `unknown checker, expected one of ${checkerIds.join(', ')}${meant}`;
}
