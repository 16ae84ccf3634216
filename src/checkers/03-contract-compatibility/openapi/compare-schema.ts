import { Comparison } from './comparison.ts';
import { AdapterError } from '../../../domain/error.ts';
import { isChoice, MOST_TRIED, pairedAlternatives } from './alternatives.ts';
import { keywordsOf, movedBounds } from './bounds.ts';
import { compareConstraints } from './compare-constraints.ts';
import { compareProperties } from './compare-properties.ts';
import { keywordSpot } from './keyword-spot.ts';
import { compareType } from './compare-type.ts';
import type { Descend, Say, SchemaPlace } from './schema-place.ts';
import { type Schema, type SchemaView, viewOf } from './schema-view.ts';

/** Schemas inside each other; a person reads none that is deeper. */
const DEEPEST = 150;

const DIRECTIONS = ['sent', 'received'] as const;

/** Says what of a schema changed, and all that is below it. */
export function compareSchema(base: Schema, head: Schema, place: SchemaPlace): void {
  const { comparison, direction, where, way, isText, depth } = place;
  if (depth > DEEPEST) throw new AdapterError('CONTRACT_TOO_DEEP', `a schema has more than ${DEEPEST} levels`);
  const [before, after] = comparable(viewOf(base), viewOf(head));
  if (!comparison.isNew([direction, isText, before.key, after.key].join('\0'), where)) return;
  const say: Say = (kind, at, text, { step = '', keys, narrow, was } = {}) =>
    comparison.add({
      kind,
      direction,
      at,
      narrow: narrow ?? keywordSpot(after, kind, keys),
      was: was ?? keywordSpot(before, kind, keys),
      where,
      text: `\`${way}${step}\` ${text}`,
    });
  const descend: Descend = (one, other, step) => compareSchema(one, other, { ...place, way: `${way}${step}`, depth: depth + 1 });
  // One that led nowhere inside the repository promised nothing.
  if (before.unread !== after.unread && (after.unread !== '' || /^[a-z][a-z\d+.-]*:/i.test(before.unread)))
    say('reference-unread', after.at, `refers to ${after.unread || 'nothing elsewhere any more'}`);
  if (before.unread !== after.unread) return;
  if (isChoice(before) || isChoice(after)) {
    const fits = (one: Schema, other: Schema) => place.isTrial !== true && !differs(one, other, { ...place, depth: depth + 1 });
    compareAlternatives(before, after, { say, descend, fits });
    if (
      !isChoice(before) &&
      after.isExclusive &&
      (after.choices ?? []).slice(0, MOST_TRIED).filter((one) => fits(before.all, [one, ...after.besides])).length > 1
    )
      say('choice-overlaps', after.at, 'has to match exactly one alternative now, and matches several');
    // What a choice is made of is not what the one schema on the other side is made of.
    if (!isChoice(before) || !isChoice(after)) return;
  }
  if (!compareType(before, after, { say, isText })) return;
  compareLimits(before, after, say);
  const isOther = (one: Schema, other: Schema) =>
    place.isTrial !== true && DIRECTIONS.some((either) => differs(one, other, { ...place, depth: depth + 1, direction: either }));
  const reversed = (one: Schema, other: Schema, step: string) => {
    const inside = { ...place, depth: depth + 1, way: `${way}${step}` };
    compareSchema(one, other, { ...inside, direction: direction === 'sent' ? 'received' : 'sent' });
    return isOther(one, other);
  };
  compareConstraints(before, after, { say, descend, reversed, isOther });
  compareProperties({ before, after, direction, say, descend, isSame: (one, other) => place.isTrial !== true && !isOther(one, other) });
  if (before.items !== null && after.items !== null) descend(before.items, after.items, '[]');
  else if (after.items !== null && before.types !== null) say('constraint-added', after.at, 'says what its items are', { keys: ['items'] });
  else if (before.items !== null && after.types !== null)
    say('constraint-removed', after.at, 'does not say any more what its items are', { keys: ['items'] });
}

/** Beside what cannot be read nobody knows of which types a value is, unless both say so. */
function comparable(before: SchemaView, after: SchemaView): readonly [SchemaView, SchemaView] {
  const isOpen = before.unread !== '' && after.unread !== '' && (before.types === null || after.types === null);
  return isOpen
    ? [
        { ...before, types: null },
        { ...after, types: null },
      ]
    : [before, after];
}

/** Do two schemas ask for the same, whichever way they travel? */
export function isAlike(base: Schema, head: Schema, place: Omit<SchemaPlace, 'comparison' | 'direction'>): boolean {
  return !DIRECTIONS.some((direction) => differs(base, head, { ...place, comparison: new Comparison(), direction }));
}

/** Is there something to say? Trials inside of a trial would double with every level: there nobody asks. */
function differs(base: Schema, head: Schema, place: SchemaPlace): boolean {
  const comparison = new Comparison();
  compareSchema(base, head, { ...place, comparison, isTrial: true });
  return comparison.differences().length > 0;
}

function compareLimits(before: SchemaView, after: SchemaView, say: Say): void {
  const isCounted = [before, after].every(({ constraints }) => constraints.applied.has('contains'));
  for (const { name, isTighter, text } of movedBounds(before.bounds, after.bounds)) {
    // What is counted came or went itself.
    if (name.endsWith('Contains') && !isCounted) continue;
    say(isTighter ? 'bound-tightened' : 'bound-loosened', after.at, `has other bounds: ${text}`, { keys: keywordsOf(name) });
  }
  if (before.pattern === after.pattern) return;
  if (before.pattern === null) say('pattern-added', after.at, `has to match ${after.pattern}`);
  else if (after.pattern === null) say('pattern-removed', after.at, `has to match nothing any more (${before.pattern})`);
  else if (isAny(after.pattern)) say('pattern-removed', after.at, `may be any text (${before.pattern} before)`);
  else say('pattern-changed', after.at, `has to match ${after.pattern} instead of ${before.pattern}`);
}

function isAny(pattern: string): boolean {
  return /^\^?\.\*\$?$/.test(pattern);
}

interface Steps {
  readonly say: Say;
  readonly descend: Descend;
  readonly fits: (base: Schema, head: Schema) => boolean;
}

function compareAlternatives(before: SchemaView, after: SchemaView, { say, descend, fits }: Steps): void {
  const { pairs, added, removed } = pairedAlternatives(before, after, fits);
  for (const { at, name } of added) say('alternative-added', at, `got an alternative: ${name}`);
  for (const { at, name } of removed) say('alternative-removed', after.at, `has lost an alternative: ${name}`, { was: at });
  for (const { base, head, name } of pairs) descend(base, head, `<${name}>`);
  const [was, is] = [before.discriminator, after.discriminator];
  if (was === null || is === null) return;
  if (was.property !== is.property) say('discriminator-changed', after.at, `is told apart by ${is.property} instead of ${was.property}`);
  const gone = [...was.values].filter((value) => !is.values.has(value));
  if (is.values.size > 0 && gone.length > 0)
    say('discriminator-value-removed', after.at, `has lost values of its discriminator: ${gone.join(', ')}`);
}
