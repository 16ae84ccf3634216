import { Comparison } from './comparison.ts';
import { AdapterError } from '../../../domain/error.ts';
import { isChoice, MOST_TRIED, pairedAlternatives } from './alternatives.ts';
import { movedBounds } from './bounds.ts';
import { compareProperties } from './compare-properties.ts';
import { compareType } from './compare-type.ts';
import type { Descend, Say, SchemaPlace } from './schema-place.ts';
import { type Schema, type SchemaView, viewOf } from './schema-view.ts';

/** Schemas inside each other; a person reads none that is deeper. */
const DEEPEST = 150;

/** Says what of a schema changed, and all that is below it. */
export function compareSchema(base: Schema, head: Schema, place: SchemaPlace): void {
  const { comparison, direction, where, way, isText, depth } = place;
  if (depth > DEEPEST) throw new AdapterError('CONTRACT_TOO_DEEP', `a schema has more than ${DEEPEST} levels`);
  const before = viewOf(base);
  const after = viewOf(head);
  if (!comparison.isNew([direction, isText, before.key, after.key].join('\0'))) return;
  const say: Say = (kind, at, text, step = '') => comparison.add({ kind, direction, at, where, text: `\`${way}${step}\` ${text}` });
  const descend: Descend = (one, other, step) => compareSchema(one, other, { ...place, way: `${way}${step}`, depth: depth + 1 });
  // One that led nowhere inside the repository promised nothing.
  if (before.unread !== after.unread && (after.unread !== '' || /^[a-z][a-z\d+.-]*:/i.test(before.unread)))
    say('reference-unread', after.at, `refers to ${after.unread || 'nothing elsewhere any more'}`);
  if (before.unread !== '' || after.unread !== '') return;
  if (isChoice(before) || isChoice(after)) {
    const fits = (one: Schema, other: Schema) => {
      // Trials inside of a trial would double with every level.
      if (place.isTrial === true) return false;
      const trial = new Comparison();
      compareSchema(one, other, { ...place, comparison: trial, isTrial: true, depth: depth + 1 });
      return trial.differences().length === 0;
    };
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
  compareConstraints(before, after, say);
  compareProperties({ before, after, direction, say, descend });
  if (before.items !== null && after.items !== null) descend(before.items, after.items, '[]');
  else if (after.items !== null && before.types !== null) say('constraint-added', after.at, 'says what its items are');
  else if (before.items !== null && after.types !== null) say('constraint-removed', after.at, 'does not say any more what its items are');
}

function compareLimits(before: SchemaView, after: SchemaView, say: Say): void {
  for (const { isTighter, text } of movedBounds(before.bounds, after.bounds))
    say(isTighter ? 'bound-tightened' : 'bound-loosened', after.at, `has other bounds: ${text}`);
  if (before.pattern === after.pattern) return;
  if (before.pattern === null) say('pattern-added', after.at, `has to match ${after.pattern}`);
  else if (after.pattern === null) say('pattern-removed', after.at, `has to match nothing any more (${before.pattern})`);
  else if (isAny(after.pattern)) say('pattern-removed', after.at, `may be any text (${before.pattern} before)`);
  else say('pattern-changed', after.at, `has to match ${after.pattern} instead of ${before.pattern}`);
}

function isAny(pattern: string): boolean {
  return /^\^?\.\*\$?$/.test(pattern);
}

function compareConstraints(before: SchemaView, after: SchemaView, say: Say): void {
  for (const name of new Set([...before.constraints.keys(), ...after.constraints.keys()])) {
    const was = before.constraints.get(name);
    const is = after.constraints.get(name);
    if (was === is) continue;
    if (was === undefined) say('constraint-added', after.at, `has a new constraint: ${name}`);
    else if (is === undefined) say('constraint-removed', after.at, `has lost a constraint: ${name}`);
    else say('constraint-changed', after.at, `has another constraint: ${name}`);
  }
}

interface Steps {
  readonly say: Say;
  readonly descend: Descend;
  readonly fits: (base: Schema, head: Schema) => boolean;
}

function compareAlternatives(before: SchemaView, after: SchemaView, { say, descend, fits }: Steps): void {
  const { pairs, added, removed } = pairedAlternatives(before, after, fits);
  for (const { at, name } of added) say('alternative-added', at, `got an alternative: ${name}`);
  for (const { name } of removed) say('alternative-removed', after.at, `has lost an alternative: ${name}`);
  for (const { base, head, name } of pairs) descend(base, head, `<${name}>`);
  const [was, is] = [before.discriminator, after.discriminator];
  if (was === null || is === null) return;
  if (was.property !== is.property) say('discriminator-changed', after.at, `is told apart by ${is.property} instead of ${was.property}`);
  const gone = [...was.values].filter((value) => !is.values.has(value));
  if (is.values.size > 0 && gone.length > 0)
    say('discriminator-value-removed', after.at, `has lost values of its discriminator: ${gone.join(', ')}`);
}
