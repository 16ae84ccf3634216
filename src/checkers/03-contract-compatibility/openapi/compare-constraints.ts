import type { Descend, Say } from './schema-place.ts';
import { textOf } from './schema-constraints.ts';
import type { Schema, SchemaView } from './schema-view.ts';

interface Steps {
  readonly say: Say;
  readonly descend: Descend;
  /** Compares what a value must not match: whatever it takes more, the whole takes less. False where neither way anything can be said of it. */
  readonly reversed: (base: Schema, head: Schema, step: string) => boolean;
}

/** What is demanded beside types, values, bounds and properties. */
export function compareConstraints(before: SchemaView, after: SchemaView, { say, descend, reversed }: Steps): void {
  const [was, is] = [before.constraints, after.constraints];
  const added = (what: string) => say('constraint-added', after.at, `has a new constraint: ${what}`);
  const removed = (what: string) => say('constraint-removed', after.at, `has lost a constraint: ${what}`);
  const changed = (what: string) => say('constraint-changed', after.at, `has another constraint: ${what}`);
  for (const one of is.needs.difference(was.needs)) added(one);
  for (const one of was.needs.difference(is.needs)) removed(one);

  for (let index = 0; index < Math.max(before.furtherChoices.length, after.furtherChoices.length); index += 1) {
    const [base, head] = [before.furtherChoices[index], after.furtherChoices[index]];
    const name = `choice ${index + 2}`;
    if (base === undefined) added(name);
    else if (head === undefined) removed(name);
    else if (base !== head) changed(name);
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
    if ((name === 'then' || name === 'else') && isOtherIf && hasIf) continue;
    const [base, head] = [was.applied.get(name), is.applied.get(name)];
    if (base === undefined) added(name);
    else if (head === undefined) removed(name);
    else if (name === 'not') {
      if (!isSame(base, head) && !reversed(base, head, '<not>')) changed(name);
    } else if (name === 'contains' && [before, after].some(({ bounds }) => bounds.has('maxContains'))) {
      // Whatever more is counted may be too many.
      if (!isSame(base, head)) changed(name);
    } else descend(base, head, `<${name}>`);
  }
}

function isSame(base: Schema, head: Schema): boolean {
  const text = (schema: Schema) => textOf(schema.map(({ value }) => value));
  return text(base) === text(head);
}
