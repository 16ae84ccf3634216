import { isList, isObject, type Json, type JsonObject, memberOf } from '../../definitions/json-value.ts';
import { resolveReference, type Target } from '../../definitions/resolve-reference.ts';
import { rangeAt } from './place.ts';
import type { Sighting } from './rules.ts';
import type { Judged, Side } from './side.ts';

/** What their members are called is free: `default` among responses is one, in a schema it holds a value. */
const NAMES = new Set(
  (
    'properties patternProperties definitions $defs dependentSchemas dependencies schemas responses parameters examples requestBodies ' +
    'headers securitySchemes securityDefinitions links callbacks pathItems paths webhooks content encoding channels messages operations ' +
    'servers replies replyAddresses correlationIds operationTraits messageTraits serverBindings channelBindings operationBindings ' +
    'messageBindings variables mediaTypes'
  ).split(' '),
);
/** Values of the API, in which a `$ref` is data. */
const VALUES = new Set(['example', 'default', 'enum', 'const', 'value', 'payloadExample']);

interface Reference extends Judged {
  readonly steps: readonly string[];
  readonly reference: string;
}

/** References of an OpenAPI or AsyncAPI document, through all its files, that lead to nothing. */
export async function brokenReferences(side: Side, root: Judged): Promise<Sighting[]> {
  const sightings: Sighting[] = [];
  const open: Reference[] = referencesIn(root, root.document.value, []);
  const known = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, document, steps, reference } = next;
    const resolution = await resolveReference(side.documents, { from: path, document, reference });
    if (resolution.state === 'broken' && !isBareName(next)) {
      const range = rangeAt(document, [...steps, '$ref']);
      const message = `${JSON.stringify(reference)} leads to nothing: ${resolution.why}`;
      sightings.push({ rule: 'broken-reference', path, range, code: reference, message });
    } else if (resolution.state === 'found' && resolution.target.path !== root.path) {
      const { target } = resolution;
      const name = `${target.path}#${target.steps.join('/')}`;
      if (!known.has(name)) open.push(...referencesIn(target, target.value, target.steps));
      known.add(name);
    }
  }
  return sightings;
}

/** Readers of OpenAPI 2.0 take `Pet` for `#/definitions/Pet`, as its first drafts had it. */
function isBareName({ document: { value }, reference }: Reference): boolean {
  return memberOf(value, 'swagger') !== undefined && memberOf(memberOf(value, 'definitions'), reference) !== undefined;
}

/** Of each place once, also where several ways lead to it. */
function referencesIn({ path, document }: Judged | Target, value: Json, steps: readonly string[]): Reference[] {
  const found: Reference[] = [];
  const known = new Set<Json>();
  const visit = (held: Json, at: readonly string[], isNames: boolean): void => {
    if (typeof held !== 'object' || held === null || known.has(held)) return;
    known.add(held);
    if (isList(held)) for (const [index, item] of held.entries()) visit(item, [...at, String(index)], false);
    else if (isObject(held)) members(held, at, isNames);
  };
  const members = (held: JsonObject, at: readonly string[], isNames: boolean): void => {
    const reference = held['$ref'];
    // What is called "$ref" is no text.
    if (typeof reference === 'string') found.push({ path, document, steps: at, reference });
    for (const [key, member] of Object.entries(held)) {
      if (isNames && key.startsWith('x-') && at.at(-1) === 'paths') continue;
      if (isNames) visit(member, [...at, key], false);
      else if (!VALUES.has(key) && !key.startsWith('x-') && !(key === 'examples' && isList(member)))
        visit(member, [...at, key], NAMES.has(key) && isObject(member));
    }
  };
  visit(value, steps, false);
  return found;
}
