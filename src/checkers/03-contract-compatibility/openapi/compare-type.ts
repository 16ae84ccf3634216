import { entrySpot } from './keyword-spot.ts';
import type { Say } from './schema-place.ts';
import { covers, type SchemaView, type TypeName, TYPES } from './schema-view.ts';

/** Formats whose values are all values of another one. */
const WIDER: Readonly<Record<string, readonly string[]>> = { int32: ['int64'], float: ['double'] };
const PLAIN: readonly TypeName[] = ['boolean', 'string', 'number', 'integer'];

/** Types, formats and values. False when so little is left in common that comparing further would say the same again. */
export function compareType(
  before: SchemaView,
  after: SchemaView,
  { say, isText }: { readonly say: Say; readonly isText: boolean },
): boolean {
  const [was, is] = [typesOf(before, isText), typesOf(after, isText)];
  // A list of values with null in it lets null in, and without it does not.
  if (before.types !== null && after.types !== null) {
    if (was.has('null') && !is.has('null')) say('null-removed', after.at, 'may not be null any more');
    if (!was.has('null') && is.has('null')) say('null-added', after.at, 'may be null now');
  }
  const notNull = (types: ReadonlySet<TypeName>) =>
    [...types].filter((type) => type !== 'null' || before.types === null || after.types === null);
  const gone = notNull(was).filter((type) => !covers(is, type));
  const come = notNull(is).filter((type) => !covers(was, type));
  const text = `was ${written(before.types)} and is ${written(after.types)}`;
  if (gone.length > 0 && come.length > 0) {
    say('type-changed', after.at, text);
    return false;
  }
  if (gone.length > 0) say('type-narrowed', after.at, text);
  if (come.length > 0) say('type-widened', after.at, text);
  const isPlainText = isText && after.types?.has('string') === true && after.format === null;
  if (!(isPlainText && come.length > 0)) compareFormat(before, after, say);
  compareValues(before, after, say);
  const missing = before.valuesSoFar?.difference(after.valuesSoFar ?? before.valuesSoFar) ?? new Set();
  if (missing.size > 0) say('extensible-value-removed', after.at, `may not be ${listed(missing)} any more`);
  return true;
}

function typesOf({ types }: SchemaView, isText: boolean): ReadonlySet<TypeName> {
  if (types === null) return new Set(TYPES);
  return isText && types.has('string') ? new Set([...types, ...PLAIN]) : types;
}

function written(types: ReadonlySet<TypeName> | null): string {
  if (types === null) return 'anything';
  return types.size === 0 ? 'nothing' : [...types].join(' or ');
}

function compareFormat(before: SchemaView, after: SchemaView, say: Say): void {
  const [was, is] = [before.format, after.format];
  if (was === is) return;
  if (was === null) say('format-added', after.at, `has the format ${is} now`);
  else if (is === null || WIDER[was]?.includes(is) === true) say('format-removed', after.at, `had the format ${was}, now ${is ?? 'none'}`);
  else if (WIDER[is]?.includes(was) === true) say('format-added', after.at, `had the format ${was}, now ${is}`);
  else say('format-changed', after.at, `had the format ${was}, now ${is}`);
}

function compareValues(before: SchemaView, after: SchemaView, say: Say): void {
  const [was, is] = [before.values, after.values];
  if (was === null && is === null) return;
  if (was === null) return say('enum-set', after.at, `may only be ${listed(is)} now`);
  if (is === null) return say('enum-unset', after.at, `may be anything now, ${listed(was)} before`);
  const gone = was.difference(is);
  const come = is.difference(was);
  if (before.hasConst && after.hasConst) {
    if (gone.size > 0) say('const-changed', after.at, `was always ${listed(was)} and is always ${listed(is)}`);
    return;
  }
  // Null among the values is the same as among the types.
  if (gone.size > 0) say('enum-value-removed', after.at, `may not be ${listed(gone)} any more`, { was: entryOf(before, gone) });
  if (come.size > 0) say('enum-value-added', after.at, `may be ${listed(come)} too`, { narrow: entryOf(after, come) });
}

function entryOf(view: SchemaView, values: ReadonlySet<string>) {
  const [first = ''] = values;
  return entrySpot(view, 'enum', first);
}

function listed(values: ReadonlySet<string> | null): string {
  const all = [...(values ?? [])];
  return all.slice(0, 5).join(', ') + (all.length > 5 ? ` and ${all.length - 5} more` : '');
}
