import { posix } from 'node:path';
import { parse, TomlError, type TomlTable, type TomlValue } from 'smol-toml';
import { AdapterError } from '../../../domain/error.ts';
import type { Tree } from '../../../domain/tree.ts';
import { fromGoRegex } from './go-regex.ts';
import { lineCounter } from './lines.ts';
import { entropyOf } from './randomness.ts';
import type { Secret } from './secret.ts';

const PATH = '.gitleaks.toml';
/** Its files may name one another; nobody needs more. */
const MOST_EXTENDED = 3;

/** What the repository says of secrets: rules of its own, and what is none. */
export interface GitleaksConfig {
  readonly rules: readonly OwnRule[];
  /** What is allowed of whatever rule. */
  readonly allowed: readonly Allowance[];
}

export const NOTHING_OF_ITS_OWN: GitleaksConfig = { rules: [], allowed: [] };

interface OwnRule {
  readonly id: string;
  readonly regex: RegExp | null;
  readonly secretGroup: number;
  readonly path: RegExp | null;
  readonly keywords: readonly string[];
  readonly entropy: number;
  readonly allowed: readonly Allowance[];
}

interface Allowance {
  readonly paths: readonly RegExp[];
  readonly regexes: readonly RegExp[];
  readonly stopwords: readonly string[];
  readonly target: 'secret' | 'line';
  /** All of its conditions, not one of them. */
  readonly needsAll: boolean;
}

/** Read from the base commit: no change decides by itself what is looked for in it. AdapterError for what cannot be followed. */
export async function readGitleaksConfig(base: Tree): Promise<GitleaksConfig> {
  const rules: OwnRule[] = [];
  const allowed: Allowance[] = [];
  let path: string | null = base.has(PATH) ? PATH : null;
  for (let depth = 0; path !== null; depth += 1) {
    if (depth > MOST_EXTENDED) throw unreadable(path, `files that extend one another more than ${MOST_EXTENDED} deep`);
    const text: string | null = await base.read(path);
    if (text === null) throw unreadable(path, 'extends a file that is not there');
    const toml = tomlOf(text, path);
    rules.push(...tables(toml['rules'], path).map((table) => ruleOf(table, path ?? PATH)));
    allowed.push(...allowances(toml, path));
    const extended: TomlValue | undefined = tables(toml['extend'], path)[0]?.['path'];
    path = typeof extended === 'string' ? posix.normalize(extended) : null;
  }
  return { rules, allowed };
}

function tomlOf(text: string, path: string): TomlTable {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TomlError) throw unreadable(path, `is no TOML (line ${error.line})`, error);
    throw error;
  }
}

/** What rules of the repository's own find. */
export function findByOwnRules({ rules }: GitleaksConfig, path: string, text: string): Secret[] {
  const lower = text.toLowerCase();
  return rules.flatMap((rule) => {
    const { id, regex, keywords, entropy, secretGroup } = rule;
    if (rule.path !== null && !rule.path.test(path)) return [];
    if (keywords.length > 0 && !keywords.some((word) => lower.includes(word))) return [];
    const what = `what the rule ${JSON.stringify(id)} of ${PATH} looks for`;
    if (regex === null) return rule.path === null ? [] : [{ rule: 'gitleaks-rule', what, value: path, line: 1, strength: 'strong' }];
    const lineOf = lineCounter(text);
    return [...text.matchAll(regex)].flatMap((match): Secret[] => {
      const value = (secretGroup > 0 ? match[secretGroup] : match.slice(1).find((group) => group !== undefined)) ?? match[0];
      if (value === '' || entropyOf(value) < entropy || isAllowedBy(rule.allowed, { path, value, line: lineAt(text, match.index) }))
        return [];
      return [{ rule: 'gitleaks-rule', what, value, line: lineOf(match.index), strength: 'strong' }];
    });
  });
}

interface Found {
  readonly path: string;
  readonly value: string;
  /** The whole line. */
  readonly line: string;
}

export function isAllowed({ allowed }: GitleaksConfig, found: Found): boolean {
  return isAllowedBy(allowed, found);
}

function isAllowedBy(allowed: readonly Allowance[], { path, value, line }: Found): boolean {
  return allowed.some(({ paths, regexes, stopwords, target, needsAll }) => {
    const conditions = [
      ...(paths.length === 0 ? [] : [paths.some((one) => one.test(path))]),
      ...(regexes.length === 0 ? [] : [regexes.some((one) => one.test(target === 'line' ? line : value))]),
      ...(stopwords.length === 0 ? [] : [stopwords.some((word) => value.toLowerCase().includes(word))]),
    ];
    return conditions.length > 0 && (needsAll ? conditions.every(Boolean) : conditions.some(Boolean));
  });
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end === -1 ? undefined : end);
}

function ruleOf(table: TomlTable, path: string): OwnRule {
  const { id, entropy, secretGroup } = table;
  if (typeof id !== 'string') throw unreadable(path, 'has a rule without an id');
  const [regex = null] = patterns([table['regex'] ?? []].flat(), path, 'gm');
  const [where = null] = patterns([table['path'] ?? []].flat(), path);
  return {
    id,
    regex,
    path: where,
    secretGroup: typeof secretGroup === 'number' ? secretGroup : 0,
    entropy: typeof entropy === 'number' ? entropy : 0,
    keywords: words(table['keywords']),
    allowed: allowances(table, path),
  };
}

/** `[allowlist]` of old and `[[allowlists]]` of today; those for named rules are of the tool's own rules, which are not ours. */
function allowances(table: TomlTable, path: string): Allowance[] {
  return [...tables(table['allowlist'], path), ...tables(table['allowlists'], path)]
    .filter((one) => one['targetRules'] === undefined && one['commits'] === undefined)
    .map((one) => ({
      paths: patterns([one['paths'] ?? []].flat(), path),
      regexes: patterns([one['regexes'] ?? []].flat(), path),
      stopwords: words(one['stopwords']),
      target: one['regexTarget'] === 'line' ? 'line' : 'secret',
      needsAll: one['condition'] === 'AND' || one['condition'] === '&&',
    }));
}

function tables(value: TomlValue | undefined, path: string): TomlTable[] {
  const list = value === undefined ? [] : [value].flat();
  return list.map((one) => {
    if (typeof one !== 'object' || Array.isArray(one)) throw unreadable(path, 'has a value where a table belongs');
    return one as TomlTable;
  });
}

function words(value: TomlValue | undefined): string[] {
  return [value ?? []].flat().map((word) => String(word).toLowerCase());
}

function patterns(sources: readonly TomlValue[], path: string, flags = ''): RegExp[] {
  return sources.map((source) => {
    try {
      return fromGoRegex(String(source), flags);
    } catch (error) {
      throw unreadable(path, `has the expression ${JSON.stringify(String(source).slice(0, 100))}, which cannot be read here`, error);
    }
  });
}

function unreadable(path: string, what: string, cause?: unknown): AdapterError {
  return new AdapterError('GITLEAKS_CONFIG', `${path} of the base commit ${what}`, {
    hint: 'Correct it on the base branch first: what it leaves out would else be decided by half of it.',
    cause,
  });
}
