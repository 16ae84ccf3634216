import { z } from 'zod';
import { expectedOf, foundOf } from './explain-issue.ts';
import { nearest } from './nearest.ts';

export interface SchemaFault {
  readonly path: readonly PropertyKey[];
  /** What was expected there and what was found. */
  readonly text: string;
}

interface Refused {
  readonly value: unknown;
  readonly schema: z.ZodType;
}

/** What a schema refused of a value, in words that a person can act on. */
export function schemaFaults(issues: readonly z.core.$ZodIssue[], refused: Refused): SchemaFault[] {
  return issues.flatMap((issue) => faultsOf(issue, refused));
}

/** As a person writes it, with a colon; empty for the whole. */
export function keyPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '';
  return `${path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('')}: `;
}

function faultsOf(issue: z.core.$ZodIssue, { value, schema }: Refused): SchemaFault[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: issue.path, text: `expected ${expectedOf(issue)}, found ${foundOf(valueAt(value, issue.path))}` }];
  }
  const known = keysAt(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), issue.path);
  return issue.keys.map((key) => {
    const near = nearest(key, known);
    const meant = near === null ? '' : `; did you mean ${JSON.stringify(near)}?`;
    return {
      path: [...issue.path, key],
      text: `unknown key, ${known.length === 0 ? 'there is none' : `expected one of ${known.join(', ')}`}${meant}`,
    };
  });
}

/** The keys the schema knows at this place; of every alternative where there are several. */
function keysAt(schema: z.core.JSONSchema._JSONSchema | undefined, path: readonly PropertyKey[]): string[] {
  if (schema === undefined || typeof schema === 'boolean') return [];
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const nested = alternatives.flatMap((alternative) => keysAt(alternative, path));
  const [head, ...rest] = path;
  if (head === undefined) return [...new Set([...Object.keys(schema.properties ?? {}), ...nested])];
  if (typeof head === 'number') return Array.isArray(schema.items) ? [] : [...keysAt(schema.items, rest), ...nested];
  const properties = schema.properties ?? {};
  const child = Object.hasOwn(properties, head) ? properties[String(head)] : schema.additionalProperties;
  return [...new Set([...keysAt(child, rest), ...nested])];
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = Reflect.get(current, key);
  }
  return current;
}
