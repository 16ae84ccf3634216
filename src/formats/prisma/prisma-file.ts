/** Lines and columns count from one. */
export interface PrismaPlace {
  readonly line: number;
  readonly column: number;
}

export interface PrismaNamed {
  readonly name: string;
  readonly at: PrismaPlace;
}

/** What a `.prisma` file says; other files of its folder may belong to the same schema. */
export interface PrismaFile {
  readonly models: readonly PrismaModel[];
  readonly enums: readonly PrismaEnum[];
  /** What its `datasource` names, such as `postgresql`; null where it has none. */
  readonly provider: string | null;
}

export interface PrismaModel extends PrismaNamed {
  readonly kind: 'model' | 'view' | 'type';
  readonly fields: readonly PrismaField[];
  /** Those of the whole, `@@id` and the like. */
  readonly attributes: readonly PrismaAttribute[];
}

export interface PrismaField extends PrismaNamed {
  /** Empty for one that is `Unsupported("…")`. */
  readonly type: string;
  readonly typeAt: PrismaPlace;
  readonly isList: boolean;
  readonly isOptional: boolean;
  readonly attributes: readonly PrismaAttribute[];
}

export interface PrismaEnum extends PrismaNamed {
  readonly values: readonly PrismaNamed[];
}

/** Called without its signs: `relation`, `db.VarChar`. */
export interface PrismaAttribute extends PrismaNamed {
  readonly arguments: readonly PrismaArgument[];
}

export interface PrismaArgument {
  readonly name: string | null;
  readonly value: PrismaValue;
}

export type PrismaValue =
  | { readonly kind: 'text' | 'number'; readonly value: string; readonly at: PrismaPlace }
  /** A name, or a call of it: `now()`, `title(sort: Desc)`. */
  | { readonly kind: 'name'; readonly value: string; readonly at: PrismaPlace; readonly isCall: boolean }
  | { readonly kind: 'list'; readonly items: readonly PrismaValue[]; readonly at: PrismaPlace };
