import { createRequire } from 'node:module';
import { isObject, type Json } from './json-value.ts';
import { DIALECTS, type Dialect, dialectNamed } from './schema/dialect.ts';
import { createSchemaSet, type MoreSchemas, type Resource, type SchemaSet } from './schema/schema-set.ts';

/** Copies of the official schemas; their source and licence are in `offline/README.md`. */
const NAMES = {
  'draft-03': 'http://json-schema.org/draft-03/schema',
  'draft-04': 'http://json-schema.org/draft-04/schema',
  'draft-06': 'http://json-schema.org/draft-06/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'openapi-2.0': 'http://swagger.io/v2/schema.json',
  'openapi-3.0': 'https://spec.openapis.org/oas/3.0/schema/2021-09-28',
  'openapi-3.1': 'https://spec.openapis.org/oas/3.1/schema/2026-08-03',
  'openapi-3.2': 'https://spec.openapis.org/oas/3.2/schema/2026-08-30',
  ...Object.fromEntries(
    ['2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '3.0', '3.1'].map((version) => [
      `asyncapi-${version}`,
      `offline:asyncapi-${version}`,
    ]),
  ),
} as const;

/** Each of these files holds all meta-schemas of its draft by their URIs. */
const SEVERAL = ['2019-09', '2020-12'];

const load = createRequire(import.meta.url);
let ours: SchemaSet | undefined;

/** The schema that is kept under a name; null when none is. */
export function offlineSchema(name: string): { readonly resource: Resource; readonly set: SchemaSet } | null {
  const uri = Object.hasOwn(NAMES, name) ? NAMES[name as keyof typeof NAMES] : undefined;
  ours ??= createSchemaSet(offlineByUri);
  const resource = uri === undefined ? null : (ours.find(uri) ?? null);
  return resource === null ? null : { resource, set: ours };
}

/** What a set may ask for besides its own schemas. */
export const offlineByUri: MoreSchemas = (uri) => {
  const several = SEVERAL.find((name) => uri.startsWith(`https://json-schema.org/draft/${name}/`));
  if (several !== undefined) {
    const file = contentOf(several);
    const root = isObject(file) && Object.hasOwn(file, uri) ? file[uri] : undefined;
    return root === undefined ? null : { root, dialect: dialectOf(root) };
  }
  const name = Object.entries(NAMES).find(([, one]) => one === uri.replace(/^https:\/\/json-schema/, 'http://json-schema'))?.[0];
  if (name === undefined) return null;
  const root = contentOf(name);
  return { root, dialect: dialectOf(root) };
};

function contentOf(name: string): Json {
  return load(`./offline/${name}.json`) as Json;
}

function dialectOf(root: Json): Dialect {
  const said = isObject(root) ? root['$schema'] : undefined;
  return (typeof said === 'string' ? dialectNamed(said) : null) ?? DIALECTS[2020];
}
