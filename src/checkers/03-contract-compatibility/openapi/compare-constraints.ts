import type { Descend, Say } from './schema-place.ts';
import { LONE, textOf } from './schema-constraints.ts';
import type { Schema, SchemaView } from './schema-view.ts';

interface Steps {
  readonly say: Say;
  readonly descend: Descend;
  /** Compares what a value must not match: whatever it takes more, the whole takes less. False where neither way anything can be said of it. */
  readonly isOther: (base: Schema, head: Schema) => boolean;
  readonly reversed: (base: Schema, head: Schema, step: string) => boolean;
}

/** What is demanded beside types, values, bounds and properties. */
export function compareConstraints(before: SchemaView, after: SchemaView, { say, descend, reversed, isOther }: Steps): void {
  const [was, is] = [before.constraints, after.constraints];
  const added = (what: string) => say('constraint-added', after.at, `has a new constraint: ${what}`, { keys: keywordsOf(what) });
  const removed = (what: string) => say('constraint-removed', after.at, `has lost a constraint: ${what}`, { keys: keywordsOf(what) });
  const changed = (what: string) => say('constraint-changed', after.at, `has another constraint: ${what}`, { keys: keywordsOf(what) });
  for (const one of is.needs.difference(was.needs)) added(one);
  for (const one of was.needs.difference(is.needs)) removed(one);

  for (let index = 0; index < Math.max(before.furtherChoices.length, after.furtherChoices.length); index += 1) {
    const [base, head] = [before.furtherChoices[index], after.furtherChoices[index]];
    const name = `choice ${index + 2}`;
    if (base === undefined) added(name);
    else if (head === undefined) removed(name);
    else if (textOf(base.map(({ value }) => value)) !== textOf(head.map(({ value }) => value))) changed(name);
    else base.forEach((one, at) => descend([one], [head[at] ?? one], `<${name}>`));
  }

  const isOtherIf = was.texts.get('if') !== is.texts.get('if');
  const hasIf = was.texts.has('if') && is.texts.has('if');
  for (const name of new Set([...was.texts.keys(), ...is.texts.keys()])) {
    const [base, head] = [was.texts.get(name), is.texts.get(name)];
    // An `if` that comes or goes does so with what it leads to.
    if (base === head || (name === 'if' && !hasIf)) continue;
    if (base === undefined) added(name);
    else if (head === undefined) removed(name);
    else changed(name);
  }
  for (const name of new Set([...was.applied.keys(), ...is.applied.keys()])) {
    const [keyword = ''] = name.split(' ', 1);
    if ((keyword === 'then' || keyword === 'else') && isOtherIf && hasIf) continue;
    // Of several that are written otherwise that was said of all of them.
    const isListed = LONE.includes(keyword) && was.texts.get(keyword) !== is.texts.get(keyword);
    const [base, head] = [was.applied.get(name), is.applied.get(name)];
    if (isListed || (keyword === 'if' && (isOtherIf || base === undefined || head === undefined))) continue;
    if (base === undefined) added(name);
    else if (head === undefined) removed(name);
    else if (keyword === 'not') {
      if (!reversed(base, head, '<not>') && !isSame(base, head)) changed(keyword);
    } else if (keyword === 'if') {
      if (isOther(base, head)) changed(keyword);
    } else if (keyword === 'contains' && [before, after].some(({ bounds }) => bounds.has('maxContains'))) {
      // Whatever more is counted may be too many.
      if (!isSame(base, head) || isOther(base, head)) changed(keyword);
    } else descend(base, head, `<${name}>`);
  }
}

/** What a constraint is written as, by its name: `patternProperties ^a`, `choice 2`, `b where there is a`. */
function keywordsOf(name: string): readonly string[] {
  const [keyword = ''] = name.split(' ', 1);
  if (name.includes(' where there is ')) return ['dependentRequired', 'dependencies'];
  if (keyword === 'choice') return ['anyOf', 'oneOf'];
  if (keyword === 'prefixItems') return ['prefixItems', 'items'];
  return keyword === 'dependentSchemas' ? ['dependentSchemas', 'dependencies'] : [keyword];
}

function isSame(base: Schema, head: Schema): boolean {
  const text = (schema: Schema) => textOf(schema.map(({ value }) => value));
  return text(base) === text(head);
}
