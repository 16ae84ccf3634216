import { canonicalDigest } from './canonical-digest.ts';
import { nearest } from './nearest.ts';
import { configSchema, type Config } from './schema.ts';
import { parseStrictYaml, type YamlFault } from './strict-yaml.ts';

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
  return parseStrictYaml({ text, path, schema: configSchema, code: 'CONFIG_INVALID', check: (raw) => unknownCheckers(raw, checkerIds) });
}

export function configDigest(config: Config): string {
  return canonicalDigest(config);
}

function unknownCheckers(raw: unknown, checkerIds: readonly string[]): YamlFault[] {
  const checkers = typeof raw === 'object' && raw !== null && 'checkers' in raw ? raw.checkers : undefined;
  if (typeof checkers !== 'object' || checkers === null || Array.isArray(checkers)) return [];
  return Object.keys(checkers)
    .filter((id) => !checkerIds.includes(id))
    .map((id) => {
      const near = nearest(id, checkerIds);
      const meant = near === null ? '' : `; did you mean ${JSON.stringify(near)}?`;
      return { path: ['checkers', id], text: `unknown checker, expected one of ${checkerIds.join(', ')}${meant}` };
    });
}
