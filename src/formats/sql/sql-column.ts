/** What a definition says of a column, as far as it is read here. */
export interface SqlColumn {
  /** In capitals; empty where none is said. */
  readonly type: string;
  /** It may not be null. */
  readonly isDemanded: boolean;
  /** Who leaves it out gets a value: it has a default, or counts by itself. */
  readonly isGiven: boolean;
}

const BEHIND_TYPE =
  /(?:^| )(?:NOT NULL|NULL|DEFAULT|PRIMARY KEY|UNIQUE|REFERENCES|CHECK|COLLATE|GENERATED|AUTO_INCREMENT|AUTOINCREMENT|CONSTRAINT|COMMENT|ON|USING|CHARACTER SET|CHARSET|IDENTITY|AFTER|FIRST|AS|INVISIBLE|STORED|VIRTUAL|SPARSE|WITH|DEFERRABLE|KEY)(?: |$)/;

/** Who leaves a column out gets a value. */
export const GIVEN = /(?<!\bSET )\bDEFAULT\b|\b(?:GENERATED|AUTO_INCREMENT|AUTOINCREMENT|IDENTITY|SERIAL|BIGSERIAL|SMALLSERIAL)\b/;

/** Of what stands behind the name of a column, as statements are read. */
export function sqlColumn(definition: string): SqlColumn {
  // `TIMESTAMP WITH TIME ZONE` is one type.
  const text = definition
    .replace(/ (WITH|WITHOUT) (?:LOCAL )?TIME ZONE/, '_$1_ZONE')
    .replace(/^DOUBLE PRECISION/, 'DOUBLE')
    .replace(/^(?:CHARACTER|CHAR) VARYING/, 'VARCHAR');
  const end = BEHIND_TYPE.exec(text)?.index ?? text.length;
  return { type: text.slice(0, end).trim(), isDemanded: /\bNOT NULL\b|\bPRIMARY KEY\b/.test(text), isGiven: GIVEN.test(text) };
}

type Kind = 'text' | 'whole' | 'exact' | 'float' | 'truth' | 'time';

interface KnownType {
  readonly kind: Kind;
  /** Bits of a number, letters of a text. */
  readonly size: number;
  /** Of an exact number: digits behind the point. */
  readonly scale: number;
  /** It is known without its database. */
  readonly isSure: boolean;
}

const BITS: Readonly<Record<string, number>> = {
  TINYINT: 8,
  SMALLINT: 16,
  INT2: 16,
  SMALLSERIAL: 16,
  MEDIUMINT: 24,
  INT: 32,
  INTEGER: 32,
  INT4: 32,
  SERIAL: 32,
  BIGINT: 64,
  INT8: 64,
  BIGSERIAL: 64,
};
/** Of databases that have several; of the others `TEXT` has no end. */
const WHOLE_TEXTS: Readonly<Record<string, number>> = { TINYTEXT: 255, TEXT: 65_535, MEDIUMTEXT: 16_777_215, LONGTEXT: Infinity };
const TIMES = /^(?:DATE|TIME|TIMESTAMP|TIMESTAMPTZ|DATETIME|DATETIME2|(?:TIME|TIMESTAMP)_(?:WITH|WITHOUT)_ZONE)$/;

function known(type: string): KnownType | null {
  const [, name = '', first, second] = /^(\w+)(?: \( (\w+)(?: , (\d+))? \))?$/.exec(type) ?? [];
  const size = first === undefined ? null : first === 'MAX' ? Infinity : Number(first);
  const plain = { scale: 0, isSure: true };
  if (name === 'TINYINT' && first === '1') return { ...plain, kind: 'truth', size: 1 };
  if (BITS[name] !== undefined) return { ...plain, kind: 'whole', size: BITS[name] };
  if (name === 'BOOLEAN' || name === 'BOOL') return { ...plain, kind: 'truth', size: 1 };
  if (/^N?VARCHAR2?$/.test(name)) return { ...plain, kind: 'text', size: size ?? Infinity };
  // Filled up with spaces it is not the same.
  if (/^(?:N?CHAR|CHARACTER|BPCHAR)$/.test(name)) return { ...plain, kind: 'text', size: size ?? 1, isSure: false };
  if (WHOLE_TEXTS[name] !== undefined) return { ...plain, kind: 'text', size: name === 'TEXT' ? Infinity : WHOLE_TEXTS[name] };
  if (name === 'NUMERIC' || name === 'DECIMAL')
    return { kind: 'exact', size: size ?? Infinity, scale: Number(second ?? 0), isSure: size !== null };
  if (/^(?:REAL|FLOAT|FLOAT4|FLOAT8|DOUBLE)$/.test(name))
    return { ...plain, kind: 'float', size: /8|DOUBLE/.test(name) ? 53 : 24, isSure: name !== 'FLOAT' };
  return TIMES.test(name) ? { ...plain, kind: 'time', size: 0, isSure: false } : null;
}

/** What becomes of the values of a column that gets another type: `other` is another kind of value. */
export type SqlTypeChange = 'same' | 'wider' | 'narrower' | 'other' | 'unsure';

/** Only of types that every database reads alike. */
export function typeChange(from: string, to: string): SqlTypeChange {
  if (from === '' || to === '') return 'unsure';
  if (from === to) return 'same';
  const [was, is] = [known(from), known(to)];
  if (was === null || is === null) return 'unsure';
  const [one, other] = [WHOLE_TEXTS[from], WHOLE_TEXTS[to]];
  if (one !== undefined && other !== undefined) return other > one ? 'wider' : 'narrower';
  if (was.kind !== is.kind) return isNumber(was) && isNumber(is) ? ofNumbers(was, is) : isTruth(was, is) ? 'unsure' : 'other';
  if (!was.isSure || !is.isSure) return isTold(was, is) ? 'narrower' : 'unsure';
  if (was.kind === 'exact') {
    if (was.size === is.size && was.scale === is.scale) return 'same';
    return is.size - is.scale >= was.size - was.scale && is.scale >= was.scale ? 'wider' : 'narrower';
  }
  if (was.kind === 'truth' || was.size === is.size) return 'same';
  return is.size > was.size ? 'wider' : 'narrower';
}

/** Texts that may be longer. */
export function isText(type: string): boolean {
  return known(type)?.kind === 'text';
}

/** Fewer letters are fewer in every database. */
function isTold(was: KnownType, is: KnownType): boolean {
  return was.kind === 'text' && is.size < was.size;
}

function isNumber({ kind }: KnownType): boolean {
  return kind === 'whole' || kind === 'exact' || kind === 'float';
}

/** A small number may be one that says yes or no. */
function isTruth(was: KnownType, is: KnownType): boolean {
  return [was, is].some(({ kind }) => kind === 'truth') && [was, is].some(({ kind, size }) => kind === 'whole' && size <= 16);
}

/** What has a fraction loses it. */
function ofNumbers(was: KnownType, is: KnownType): SqlTypeChange {
  const hasFraction = was.kind === 'float' || was.scale > 0;
  return is.kind === 'whole' && hasFraction ? 'narrower' : 'unsure';
}
