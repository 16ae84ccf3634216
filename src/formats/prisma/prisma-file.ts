import type { SourceName, SourcePlace } from '../token-reader.ts';

/** What a `.prisma` file says; other files of its folder may belong to the same schema. */
export interface PrismaFile {
  readonly models: readonly PrismaModel[];
  readonly enums: readonly PrismaEnum[];
  /** What its `datasource` names, such as `postgresql`; null where it has none. */
  readonly provider: string | null;
}

export interface PrismaModel extends SourceName {
  readonly kind: 'model' | 'view' | 'type';
  readonly fields: readonly PrismaField[];
  /** Those of the whole, `@@id` and the like. */
  readonly attributes: readonly PrismaAttribute[];
}

export interface PrismaField extends SourceName {
  /** Empty for one that is `Unsupported("…")`. */
  readonly type: string;
  readonly typeAt: SourcePlace;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly attributes: readonly PrismaAttribute[];
}

export interface PrismaEnum extends SourceName {
  readonly values: readonly SourceName[];
}

/** Called without its signs: `relation`, `db.VarChar`. */
export interface PrismaAttribute extends SourceName {
  readonly arguments: readonly PrismaArgument[];
}

export interface PrismaArgument {
  readonly name: string | null;
  readonly value: PrismaValue;
}

export type PrismaValue =
  | { readonly kind: 'text' | 'number'; readonly value: string; readonly at: SourcePlace }
  /** A name, or a call of it: `now()`, `title(sort: Desc)`. */
  | { readonly kind: 'name'; readonly value: string; readonly at: SourcePlace; readonly isCall: boolean }
  | { readonly kind: 'list'; readonly items: readonly PrismaValue[]; readonly at: SourcePlace };
