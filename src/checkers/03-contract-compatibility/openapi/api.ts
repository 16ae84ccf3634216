import type { Schema } from './schema-view.ts';
import type { Spot } from '../spot.ts';

/** An HTTP API, however its definition is written. */
export interface Api {
  readonly at: Spot;
  readonly title: string;
  readonly version: string | null;
  /** Of version 2; null otherwise. */
  readonly basePath: string | null;
  readonly servers: readonly { readonly url: string; readonly at: Spot }[];
  /** By method and path, the names of path parameters left out: `GET /pets/{}`. */
  readonly operations: ReadonlyMap<string, Operation>;
  readonly webhooks: ReadonlyMap<string, Operation>;
  readonly schemes: ReadonlyMap<string, Spot>;
}

export interface Operation {
  /** As it is written: `GET /pets/{id}`. */
  readonly name: string;
  readonly at: Spot;
  /** By place and name; those of the path by its position. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly body: Body | null;
  readonly responses: ReadonlyMap<string, Response>;
  readonly callbacks: ReadonlyMap<string, Operation>;
  /** Any one of them lets in: scopes by the name of the scheme. Null: nothing is asked. */
  readonly security: readonly ReadonlyMap<string, readonly string[]>[] | null;
  readonly isDeprecated: boolean;
  readonly sunset: string | null;
  /** `x-stability-level`: a draft promises nothing. */
  readonly isDraft: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly at: Spot;
  readonly isRequired: boolean;
  readonly schema: Schema | null;
  /** As JSON. */
  readonly style: string;
  readonly mayBeEmpty: boolean;
}

export interface Body {
  readonly at: Spot;
  readonly isRequired: boolean;
  readonly content: Content;
}

/** Schemas by media type; null where nothing is said about what it holds. `named` is where the type is written. */
export type Content = ReadonlyMap<string, { readonly at: Spot; readonly named: Spot; readonly schema: Schema | null }>;

export interface Response {
  readonly at: Spot;
  readonly headers: ReadonlyMap<string, Header>;
  readonly content: Content;
}

export interface Header {
  readonly at: Spot;
  readonly isRequired: boolean;
  readonly schema: Schema | null;
  readonly isExploded: boolean;
}
