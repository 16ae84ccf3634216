import { isObject, type Json, type JsonObject } from './json-value.ts';

export type DefinitionKind =
  | { readonly kind: 'openapi'; readonly version: '2.0' | '3.0' | '3.1' | '3.2' | 'unknown'; readonly said: string }
  | { readonly kind: 'asyncapi'; readonly said: string }
  /** `said` is its `$schema`. */
  | { readonly kind: 'json-schema'; readonly said: string };

const OPENAPI_MEMBERS = ['info', 'paths', 'components', 'webhooks', 'definitions', 'host', 'basePath', 'servers'];
const ASYNCAPI_MEMBERS = ['info', 'channels', 'components', 'operations', 'servers'];

/** What a document says it is defining; null when it does not say so itself, whatever its name. */
export function definitionKindOf(value: Json): DefinitionKind | null {
  if (!isObject(value)) return null;
  const holds = (names: readonly string[]) => names.some((name) => Object.hasOwn(value, name));
  const openapi = versionIn(value, 'openapi') ?? versionIn(value, 'swagger');
  if (openapi !== null && holds(OPENAPI_MEMBERS)) return { kind: 'openapi', version: openapiVersion(openapi), said: openapi };
  const asyncapi = versionIn(value, 'asyncapi');
  if (asyncapi !== null && holds(ASYNCAPI_MEMBERS)) return { kind: 'asyncapi', said: asyncapi };
  const schema = value['$schema'];
  return typeof schema === 'string' && isMetaSchema(schema) ? { kind: 'json-schema', said: schema } : null;
}

/** Whether a `$schema` is a dialect of JSON Schema, so that what says so is a schema itself. */
function isMetaSchema(uri: string): boolean {
  return /^https?:\/\/json-schema\.org\/(draft-\d\d\/(hyper-)?schema|draft\/[^/]+\/(hyper-)?schema|schema|v1(\/\d+)?)#?$/.test(uri);
}

/** YAML reads `swagger: 2.0` without quotes as a number. What is no version says what the document is only together with all that an API has. */
function versionIn(value: JsonObject, key: string): string | null {
  const said = value[key];
  const text = typeof said === 'number' ? (Number.isInteger(said) ? said.toFixed(1) : String(said)) : said;
  if (typeof text !== 'string') return null;
  const isApi = isObject(value['info']) && (isObject(value['paths']) || isObject(value['channels']));
  return isApi || /^\d+\.\d+(\.\d+)?(-[\w.-]+)?$/.test(text) ? text : null;
}

function openapiVersion(said: string): '2.0' | '3.0' | '3.1' | '3.2' | 'unknown' {
  const minor = /^(?:2\.0$|3\.[012](?=[.-]|$))/.exec(said)?.[0];
  return minor === '2.0' || minor === '3.0' || minor === '3.1' || minor === '3.2' ? minor : 'unknown';
}
