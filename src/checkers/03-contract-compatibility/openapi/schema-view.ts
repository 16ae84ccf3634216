import { AdapterError } from '../../../domain/error.ts';
import { below, flagAt, isFields, members, placeOf, referenceOf, resolved, type Spot, targetOf, textAt } from '../spot.ts';
import { type Bounds, boundsOf } from './bounds.ts';
import { type Constraints, constraintsOf, SAYS_NOTHING } from './schema-constraints.ts';

/** Everything of a list of schemas that must hold at once. */
export type Schema = readonly Spot[];

export const TYPES = ['null', 'boolean', 'string', 'number', 'integer', 'array', 'object', 'file'] as const;
export type TypeName = (typeof TYPES)[number];

/** What a schema says, its references, `allOf` and ways to allow null worked in. */
export interface SchemaView {
  /** Where it is written; the first of them where it is several. */
  readonly at: Spot;
  readonly all: Schema;
  /** It, what it refers to and what its `allOf` holds. */
  readonly parts: Schema;
  /** Names it among all schemas of its definition. */
  readonly key: string;
  /** Null: any. */
  readonly types: ReadonlySet<TypeName> | null;
  readonly format: string | null;
  /** The only values, as JSON; null: any. */
  readonly values: ReadonlySet<string> | null;
  readonly hasConst: boolean;
  readonly pattern: string | null;
  readonly bounds: Bounds;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  /** `refused`, or what further properties must be; null where nothing is said. */
  readonly further: 'refused' | Schema | null;
  readonly items: Schema | null;
  /** What oneOf or anyOf lets choose from; a choice of one is worked in as well. */
  readonly choices: readonly Spot[] | null;
  /** All that is said beside the choices, and holds for each. */
  readonly besides: Schema;
  /** Of the choices exactly one may hold, and nothing says which is meant. */
  readonly isExclusive: boolean;
  /** `x-extensible-enum`: the values so far. */
  readonly valuesSoFar: ReadonlySet<string> | null;
  readonly discriminator: { readonly property: string | null; readonly values: ReadonlySet<string> } | null;
  readonly constraints: Constraints;
  /** What the second and further lists of choices let choose from. */
  readonly furtherChoices: readonly (readonly Spot[])[];
  /** References that cannot be read. */
  readonly unread: string;
  /** As JSON. */
  readonly default: string | null;
  readonly isReadOnly: boolean;
  readonly isWriteOnly: boolean;
}

/** Schemas in one `allOf`, those below included; more is no schema that somebody wrote. */
const MOST_PARTS = 1000;

export function viewOf(schema: Schema): SchemaView {
  const parts = partsOf(schema);
  const [at] = schema;
  if (at === undefined) throw new RangeError('a schema of no parts');
  const limits = parts.map(({ value }) => valuesOf(value)).filter((values) => values !== null);
  const lists = parts.flatMap((part) => alternativesOf(part));
  const chosen = lists.find((list) => !isOnlyNull(list)) ?? lists[0] ?? null;
  const { alternatives: choices, isNullable } = withoutNull(chosen);
  const declared = intersectionOf(parts.map((part) => typesOf(part)).filter((types) => types !== null));
  const isNullAllowed = isNullable || parts.some((part) => flagAt(part, 'nullable') || flagAt(part, 'x-nullable'));
  return {
    at,
    all: schema,
    parts,
    key: schema.map((spot) => placeOf(resolved(spot, isBare))).join(' '),
    types: declared !== null && isNullAllowed ? new Set([...declared, 'null' as const]) : declared,
    format: firstText(parts, 'format'),
    values: limits.length === 0 ? null : limits.reduce((left, right) => left.intersection(right)),
    hasConst: parts.some(({ value }) => isFields(value) && Object.hasOwn(value, 'const')),
    pattern:
      parts
        .map((part) => textAt(part, 'pattern'))
        .filter((pattern) => pattern !== null)
        .join(' and ') || null,
    bounds: boundsOf(parts.map(({ value }) => value)),
    properties: propertiesOf(parts),
    required: new Set(parts.flatMap((part) => namesAt(part, 'required'))),
    further: furtherOf(parts),
    items: listOf(parts.map((part) => below(part, 'items')).filter((items) => items !== null && !Array.isArray(items.value))),
    choices,
    besides: chosen === null ? [] : parts.map((part) => withoutList(part, chosen)),
    isExclusive: parts.some((part) => members(below(part, 'oneOf')).length > 1 && below(part, 'discriminator') === null),
    valuesSoFar: valuesSoFarOf(parts),
    discriminator: discriminatorOf(parts),
    constraints: constraintsOf(parts),
    furtherChoices: lists.filter((list) => !isOnlyNull(list)).slice(1),
    unread: parts
      .map(referenceOf)
      .filter((reference) => reference !== null)
      .join(' '),
    default: defaultOf(parts),
    isReadOnly: parts.some((part) => flagAt(part, 'readOnly')),
    isWriteOnly: parts.some((part) => flagAt(part, 'writeOnly')),
  };
}

/** A reference beside which nothing is said. */
function isBare({ value }: Spot): boolean {
  return isFields(value) && Object.keys(value).every((key) => key === '$ref' || SAYS_NOTHING.has(key));
}

/** A schema, what it refers to, and what its `allOf` holds, all the way down; each once. */
function partsOf(schema: Schema): readonly Spot[] {
  const parts = new Map<string, Spot>();
  const open = [...schema];
  for (let spot = open.shift(); spot !== undefined; spot = open.shift()) {
    if (parts.size > MOST_PARTS) throw new AdapterError('CONTRACT_TOO_LARGE', `a schema has more than ${MOST_PARTS} parts`);
    const place = placeOf(spot);
    if (parts.has(place)) continue;
    parts.set(place, spot);
    const reference = referenceOf(spot);
    const target = reference === null ? null : targetOf(spot, reference);
    if (target !== null) open.push(target);
    open.push(...members(below(spot, 'allOf')).map(([, part]) => part));
    // A choice of one is none.
    for (const list of alternativesOf(spot)) {
      const { alternatives } = withoutNull(list);
      if (alternatives?.length === 1) open.push(...alternatives);
    }
  }
  // A reference that was followed says nothing itself.
  return [...parts.values()].map((part) => {
    const reference = referenceOf(part);
    if (reference === null || targetOf(part, reference) === null || !isFields(part.value)) return part;
    const { $ref: _, ...value } = part.value;
    return { ...part, value };
  });
}

function alternativesOf(spot: Spot): Spot[][] {
  return ['oneOf', 'anyOf'].map((key) => members(below(spot, key)).map(([, one]) => one)).filter((list) => list.length > 0);
}

function withoutList(part: Spot, [first]: readonly Spot[]): Spot {
  if (!isFields(part.value) || first === undefined) return part;
  const isOther = ([key]: readonly [string, unknown]) => placeOf(first) !== placeOf({ ...part, pointer: [...part.pointer, key, '0'] });
  return { ...part, value: Object.fromEntries(Object.entries(part.value).filter(isOther)) };
}

function isNullSchema(spot: Spot): boolean {
  const { value } = resolved(spot);
  return isFields(value) && (value['type'] === 'null' || (Array.isArray(value['enum']) && value['enum'].every((one) => one === null)));
}

function isOnlyNull(list: readonly Spot[]): boolean {
  return withoutNull(list).alternatives?.length === 1;
}

function withoutNull(list: readonly Spot[] | null): { readonly alternatives: readonly Spot[] | null; readonly isNullable: boolean } {
  if (list === null) return { alternatives: null, isNullable: false };
  const alternatives = list.filter((one) => !isNullSchema(one));
  return { alternatives, isNullable: alternatives.length < list.length };
}

function typesOf(part: Spot): ReadonlySet<TypeName> | null {
  const { value } = part;
  if (value === false) return new Set();
  if (!isFields(value)) return null;
  const written = [value['type']].flat();
  const named = TYPES.filter((type) => written.includes(type));
  const isNullable = alternativesOf(part).some((list) => withoutNull(list).isNullable);
  if (named.length > 0) return new Set(isNullable ? [...named, 'null'] : named);
  // Whoever leaves the type out beside these means it.
  if (['properties', 'additionalProperties'].some((key) => Object.hasOwn(value, key))) return new Set(['object']);
  if (Object.hasOwn(value, 'items')) return new Set(['array']);
  return null;
}

function intersectionOf(sets: readonly ReadonlySet<TypeName>[]): ReadonlySet<TypeName> | null {
  if (sets.length === 0) return null;
  return sets.reduce(
    (left, right) => new Set([...left].filter((type) => covers(right, type)).concat([...right].filter((type) => covers(left, type)))),
  );
}

/** Is a value of a type one of these types too? */
export function covers(types: ReadonlySet<TypeName>, type: TypeName): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

function valuesOf(value: unknown): ReadonlySet<string> | null {
  if (!isFields(value)) return null;
  if (Object.hasOwn(value, 'const')) return new Set([JSON.stringify(value['const'])]);
  return Array.isArray(value['enum']) ? new Set(value['enum'].map((one) => JSON.stringify(one))) : null;
}

function defaultOf(parts: readonly Spot[]): string | null {
  const [found] = parts.map((part) => below(part, 'default')).filter((one) => one !== null);
  return found === undefined ? null : JSON.stringify(found.value);
}

function valuesSoFarOf(parts: readonly Spot[]): ReadonlySet<string> | null {
  const values = parts.map((part) => below(part, 'x-extensible-enum')?.value).find(Array.isArray);
  return values === undefined ? null : new Set(values.map((one: unknown) => JSON.stringify(one)));
}

function firstText(parts: readonly Spot[], key: string): string | null {
  return parts.map((part) => textAt(part, key)).find((text) => text !== null) ?? null;
}

function namesAt(part: Spot, key: string): string[] {
  const value = below(part, key)?.value;
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function propertiesOf(parts: readonly Spot[]): ReadonlyMap<string, Schema> {
  const properties = new Map<string, Spot[]>();
  for (const part of parts) {
    for (const [name, property] of members(below(part, 'properties'))) properties.set(name, [...(properties.get(name) ?? []), property]);
  }
  return properties;
}

function furtherOf(parts: readonly Spot[]): SchemaView['further'] {
  const said = parts.flatMap((part) => ['additionalProperties', 'unevaluatedProperties'].map((key) => below(part, key)));
  if (said.some((one) => one?.value === false)) return 'refused';
  return listOf(said.filter((one) => isFields(one?.value)));
}

function listOf(spots: readonly (Spot | null)[]): Schema | null {
  const list = spots.filter((spot) => spot !== null);
  return list.length === 0 ? null : list;
}

function discriminatorOf(parts: readonly Spot[]): SchemaView['discriminator'] {
  const [found] = parts.map((part) => below(part, 'discriminator')).filter((one) => one !== null);
  if (found === undefined) return null;
  const property = typeof found.value === 'string' ? found.value : textAt(found, 'propertyName');
  return { property, values: new Set(members(below(found, 'mapping')).map(([name]) => name)) };
}
