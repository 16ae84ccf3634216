import type { Direction } from '../kinds.ts';
import { entrySpot, keywordSpot } from './keyword-spot.ts';
import type { Descend, Say } from './schema-place.ts';
import { type Schema, type SchemaView, viewOf } from './schema-view.ts';

interface Objects {
  readonly before: SchemaView;
  readonly after: SchemaView;
  readonly direction: Direction;
  readonly say: Say;
  readonly descend: Descend;
  /** Neither who sends the one nor who receives it meets anything else in the other. */
  readonly isSame: (one: Schema, other: Schema) => boolean;
}

/** What an object holds, in the one direction: what is only read is not sent, what is only written is not received. */
export function compareProperties(objects: Objects): void {
  const { before, after, direction, say, descend } = objects;
  for (const [name, base] of before.properties) {
    if (!travels(base, direction)) continue;
    const head = after.properties.get(name);
    if (head === undefined) {
      gone(name, objects);
      if (isTyped(after.further)) descend(base, after.further, `.${name}`);
    } else if (!travels(head, direction)) {
      if (direction === 'sent')
        say('read-only-set', at(head, after), 'is read-only now', { step: `.${name}`, narrow: flag(head, 'readOnly') });
      else say('write-only-set', at(head, after), 'is write-only now', { step: `.${name}`, narrow: flag(head, 'writeOnly') });
    } else {
      const [was, is] = [before.required.has(name), after.required.has(name)];
      if (!was && is) say('required-added', at(head, after), 'is required now', { step: `.${name}`, narrow: demand(after, name) });
      if (was && !is) say('required-removed', at(head, after), 'is not required any more', { step: `.${name}`, was: demand(before, name) });
      descend(base, head, `.${name}`);
    }
  }
  for (const [name, head] of after.properties) {
    const base = before.properties.get(name);
    if ((base !== undefined && travels(base, direction)) || !travels(head, direction)) continue;
    if (base === undefined && isTyped(before.further)) descend(before.further, head, `.${name}`);
    const isRequired = after.required.has(name);
    if (!isRequired) say('optional-property-added', at(head, after), 'is new', { step: `.${name}` });
    else if (before.required.has(name) && base === undefined)
      say('constraint-added', at(head, after), 'has a schema now', { step: `.${name}` });
    else say('required-property-added', at(head, after), 'is new and required', { step: `.${name}` });
  }
  compareBare(objects);
  compareFurther(objects);
}

/** Names that are required and described nowhere. */
function compareBare({ before, after, say }: Objects): void {
  const isBare = (name: string) => !before.properties.has(name) && !after.properties.has(name);
  for (const name of after.required)
    if (isBare(name) && !before.required.has(name))
      say('required-property-added', after.at, 'is required now', { step: `.${name}`, narrow: demand(after, name) });
  for (const name of before.required)
    if (isBare(name) && !after.required.has(name))
      say('required-removed', after.at, 'is not required any more', { step: `.${name}`, was: demand(before, name) });
}

function gone(name: string, objects: Objects): void {
  const { before, after, say } = objects;
  const more = { step: `.${name}`, was: before.properties.get(name)?.[0] ?? null };
  if (after.further === 'refused') say('property-refused', after.at, 'is refused now', more);
  if (after.required.has(name)) say('constraint-removed', after.at, 'has no schema any more', more);
  else if (before.required.has(name)) say('required-property-removed', after.at, 'was always there and is gone', more);
  else {
    const renamed = newName(name, objects);
    if (renamed !== null) say('property-renamed', after.at, `is gone, and ${renamed} is described as it was`, more);
    else say(before.required.size === 0 ? 'listed-property-removed' : 'optional-property-removed', after.at, 'is gone', more);
  }
}

/** What took the place of a property that is gone; null where nothing did, or what it was says nothing. */
function newName(name: string, { before, after, direction, isSame }: Objects): string | null {
  const was = before.properties.get(name);
  if (was === undefined || viewOf(was).types === null) return null;
  const isNew = ([other, is]: readonly [string, Schema]) => !before.properties.has(other) && travels(is, direction) && isSame(was, is);
  return [...after.properties].find(isNew)?.[0] ?? null;
}

function compareFurther({ before, after, say, descend }: Objects): void {
  const [was, is] = [before.further, after.further];
  if (was === 'refused' || is === 'refused') {
    if (was === is) return;
    if (is === 'refused') say('further-properties-refused', after.at, 'refuses further properties now');
    else say('further-properties-allowed', after.at, 'takes further properties');
  } else if (was !== null && is !== null) descend(was, is, '.*');
  else if (is !== null && before.types !== null)
    say('constraint-added', after.at, 'says what further properties are', { keys: ['additionalProperties'] });
  else if (was !== null && after.types !== null)
    say('constraint-removed', after.at, 'does not say any more what further properties are', { keys: ['additionalProperties'] });
}

/** Do further properties have to be something? */
function isTyped(further: SchemaView['further']): further is Schema {
  return further !== null && further !== 'refused' && viewOf(further).types !== null;
}

function travels(schema: Schema, direction: Direction): boolean {
  const { isReadOnly, isWriteOnly } = viewOf(schema);
  return direction === 'sent' ? !isReadOnly : !isWriteOnly;
}

function at(schema: Schema, view: SchemaView) {
  return schema[0] ?? view.at;
}

function flag(schema: Schema, key: string) {
  return keywordSpot(viewOf(schema), 'read-only-set', [key]);
}

function demand(view: SchemaView, name: string) {
  return entrySpot(view, 'required', JSON.stringify(name));
}
