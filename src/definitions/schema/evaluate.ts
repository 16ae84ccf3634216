import { isObject, type Json } from '../json-value.ts';
import type { Dialect, Draft } from './dialect.ts';
import { type Fault, type Frame, type Keyword, type Outcome, type Run, type Scope, Unjudged } from './frame.ts';
import { ARRAY_KEYWORDS } from './keywords-array.ts';
import { COMBINING_KEYWORDS } from './keywords-combined.ts';
import { OBJECT_KEYWORDS } from './keywords-object.ts';
import { BOOLEAN_BOUNDS, NUMERIC_BOUNDS, SCALAR_KEYWORDS } from './keywords-scalar.ts';
import { REFERENCE_KEYWORDS } from './keywords-reference.ts';
import type { Place, SchemaSet } from './schema-set.ts';

/** Schemas of schemas refer to themselves; a value that needs more is not one that anybody wrote. */
const MAX_DEPTH = 1000;
/** Values under schemas: well under a second of work. A repository's own schema can ask for any amount. */
const MAX_STEPS = 200_000;

/** Which drafts do not know a keyword: it says nothing there. */
const SINCE: Readonly<Record<string, Draft>> = {
  minProperties: 4,
  maxProperties: 4,
  required: 4,
  allOf: 4,
  anyOf: 4,
  oneOf: 4,
  not: 4,
  multipleOf: 4,
  const: 6,
  contains: 6,
  propertyNames: 6,
  exclusiveMinimum: 6,
  exclusiveMaximum: 6,
  if: 7,
  dependentRequired: 2019,
  dependentSchemas: 2019,
  unevaluatedItems: 2019,
  unevaluatedProperties: 2019,
  prefixItems: 2020,
  $dynamicRef: 2020,
};
const UNTIL: Readonly<Record<string, Draft>> = {
  divisibleBy: 3,
  disallow: 3,
  extends: 3,
  $recursiveRef: 2019,

  additionalItems: 2019,
};

/** What a vocabulary without assertions leaves out. */
const ASSERTIONS = new Set([
  ...Object.keys(SCALAR_KEYWORDS),
  ...Object.keys(NUMERIC_BOUNDS),
  'required',
  'minProperties',
  'maxProperties',
  'minItems',
  'maxItems',
  'uniqueItems',
  'dependentRequired',
]);

/** They look at what the others left over. */
const LAST = new Set(['unevaluatedItems', 'unevaluatedProperties']);

const TABLES = new Map<Dialect, ReadonlyMap<string, Keyword>>();

/** What of a value does not fit a schema. Throws `Unjudged` when that cannot be told: a reference out of the set, too much work. */
export function evaluate({
  set,
  place,
  instance,
  matches,
  asksForPatterns = false,
  maxSteps = MAX_STEPS,
}: {
  readonly set: SchemaSet;
  readonly place: Place;
  readonly instance: Json;
  readonly matches: Run['matches'];
  readonly asksForPatterns?: boolean;
  readonly maxSteps?: number;
}): readonly Fault[] {
  let left = maxSteps;
  const judge = (frame: Omit<Frame, 'schema' | 'faults' | 'seen'>, schema: Json): Outcome => {
    left -= 1;
    if (left < 0) throw new Unjudged('it takes too much work', { isCostly: true });
    if (frame.depth > MAX_DEPTH) throw new Unjudged('its schema refers to itself without an end');
    if (!isObject(schema)) return schema === false ? forbidden(frame) : NOTHING;
    const resource = set.startingAt(schema);
    const scope = resource === null || resource === frame.scope.resource ? frame.scope : { resource, outer: frame.scope };
    const whole = { ...frame, scope, schema, faults: [], seen: new Set<string>() };
    apply(whole);
    return whole;
  };
  const run: Run = {
    set,
    matches,
    asksForPatterns,
    under: (frame, schema, scope = frame.scope) =>
      judge({ run, scope, instance: frame.instance, steps: frame.steps, depth: frame.depth + 1 }, schema),
    member: ({ scope, steps, depth }, schema, key, value) =>
      judge({ run, scope, instance: value, steps: [...steps, key], depth: depth + 1 }, schema),
  };
  const scope: Scope = { resource: place.resource, outer: null };
  try {
    return judge({ run, scope, instance, steps: [], depth: 0 }, place.schema).faults;
  } catch (error) {
    if (error instanceof RangeError) throw new Unjudged('it is nested too deeply');
    throw error;
  }
}

const NOTHING: Outcome = { faults: [], seen: new Set() };

function forbidden({ steps }: { readonly steps: readonly string[] }): Outcome {
  return { faults: [{ steps, isKey: true, keyword: 'false', message: 'nothing may be here' }], seen: NOTHING.seen };
}

function apply(frame: Frame): void {
  const { schema, scope } = frame;
  const { dialect } = scope.resource;
  const table = tableOf(dialect);
  const ref = schema['$ref'];
  // Beside a reference older drafts look at nothing else.
  if (dialect.draft <= 7 && typeof ref === 'string') return REFERENCE_KEYWORDS['$ref']?.(frame, ref);
  for (const name of Object.keys(schema)) if (!LAST.has(name)) table.get(name)?.(frame, schema[name] ?? null);
  for (const name of LAST) if (Object.hasOwn(schema, name)) table.get(name)?.(frame, schema[name] ?? null);
}

function tableOf(dialect: Dialect): ReadonlyMap<string, Keyword> {
  const known = TABLES.get(dialect);
  if (known !== undefined) return known;
  const { draft, asserts } = dialect;
  const bounds = draft <= 4 ? BOOLEAN_BOUNDS : NUMERIC_BOUNDS;
  const all = { ...SCALAR_KEYWORDS, ...bounds, ...OBJECT_KEYWORDS, ...ARRAY_KEYWORDS, ...COMBINING_KEYWORDS, ...REFERENCE_KEYWORDS };
  const table = new Map(
    Object.entries(all).filter(
      ([name]) => draft >= (SINCE[name] ?? 0) && draft <= (UNTIL[name] ?? Infinity) && (asserts || !ASSERTIONS.has(name)),
    ),
  );
  TABLES.set(dialect, table);
  return table;
}
