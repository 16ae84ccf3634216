import { isObject, type Json } from '../json-value.ts';

export type Draft = 3 | 4 | 6 | 7 | 2019 | 2020;

/** What the keywords of a schema mean. */
export interface Dialect {
  readonly draft: Draft;
  /** False where a meta-schema leaves the validation vocabulary out: `type`, `minimum` and the like say nothing then. */
  readonly asserts: boolean;
  /** `nullable: true` also allows null, as in the Schema Object of OpenAPI 3.0; `$id` and anchors mean nothing there. */
  readonly isOpenapi30: boolean;
  /** What is only read, or only written, is not asked for: nobody says which way a value goes. */
  readonly isOfApi: boolean;
}

const OF_JSON_SCHEMA = { asserts: true, isOpenapi30: false, isOfApi: false };

export const DIALECTS: Readonly<Record<Draft | 'openapi-3.0' | 'openapi-3.1', Dialect>> = {
  3: { draft: 3, ...OF_JSON_SCHEMA },
  4: { draft: 4, ...OF_JSON_SCHEMA },
  6: { draft: 6, ...OF_JSON_SCHEMA },
  7: { draft: 7, ...OF_JSON_SCHEMA },
  2019: { draft: 2019, ...OF_JSON_SCHEMA },
  2020: { draft: 2020, ...OF_JSON_SCHEMA },
  'openapi-3.0': { draft: 4, asserts: true, isOpenapi30: true, isOfApi: true },
  'openapi-3.1': { draft: 2020, asserts: true, isOpenapi30: false, isOfApi: true },
};

const BY_URI: Readonly<Record<string, Draft>> = {
  'json-schema.org/draft-03/schema': 3,
  'json-schema.org/draft-04/schema': 4,
  'json-schema.org/draft-06/schema': 6,
  'json-schema.org/draft-07/schema': 7,
  'json-schema.org/draft/2019-09/schema': 2019,
  'json-schema.org/draft/2020-12/schema': 2020,
  'spec.openapis.org/oas/3.1/dialect/base': 2020,
};

/** The dialect a `$schema` names; null when it is none that is known here. */
export function dialectNamed(uri: string): Dialect | null {
  // What a hyper-schema has besides are links.
  const draft =
    BY_URI[
      uri
        .replace(/^https?:\/\//, '')
        .replace(/#$/, '')
        .replace('/hyper-schema', '/schema')
    ];
  return draft === undefined ? null : DIALECTS[draft];
}

/** The dialect that a meta-schema of somebody's own describes by its `$vocabulary`. */
export function dialectDescribedBy(metaSchema: Json): Dialect | null {
  if (!isObject(metaSchema)) return null;
  const vocabulary = metaSchema['$vocabulary'];
  const draft = typeof metaSchema['$schema'] === 'string' ? dialectNamed(metaSchema['$schema']) : null;
  if (draft === null || !isObject(vocabulary)) return draft;
  return { ...draft, asserts: Object.keys(vocabulary).some((uri) => uri.endsWith('/vocab/validation')) };
}
