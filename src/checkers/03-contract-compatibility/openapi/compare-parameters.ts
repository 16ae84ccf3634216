import type { ApiKind, Direction } from '../kinds.ts';
import { child, type Spot } from '../spot.ts';
import type { Operation, Parameter } from './api.ts';
import { compareSchema, isAlike } from './compare-schema.ts';
import type { Comparison } from './comparison.ts';
import { type Schema, viewOf } from './schema-view.ts';

interface Context {
  readonly comparison: Comparison;
  readonly direction: Direction;
  readonly where: string;
}

export function compareParameters(before: Operation, after: Operation, context: Context): void {
  const { comparison, direction, where } = context;
  const say = (kind: ApiKind, at: Spot, text: string, was: Spot | null = null) => comparison.add({ kind, direction, at, was, where, text });
  for (const [key, was] of before.parameters) {
    const is = after.parameters.get(key);
    if (is !== undefined) compareParameter(was, is, context);
    else if (was.in !== 'path') {
      const renamed = [...after.parameters].find(([other, one]) => !before.parameters.has(other) && tookPlace(was, one, where))?.[1];
      if (renamed !== undefined)
        say(
          'parameter-renamed',
          renamed.at,
          `the ${was.in} parameter ${was.name} is the ${renamed.in} parameter ${renamed.name} now`,
          was.at,
        );
      else say('parameter-removed', child(after.at, 'parameters') ?? after.at, `the ${was.in} parameter ${was.name} is gone`, was.at);
    }
  }
  for (const [key, is] of after.parameters) {
    if (before.parameters.has(key) || !is.isRequired) continue;
    // One of the path that nobody described before was there all the same.
    if (is.in === 'path' && before.at.pointer.includes('paths') && hasPlaceFor(key, before.name)) continue;
    say('parameter-required-added', is.at, `it demands the ${is.in} parameter ${is.name} now`);
  }
}

/** Does a new parameter stand for one that is gone: by its name in another place, or described as it was? One that is demanded is said anyway. */
function tookPlace(was: Parameter, is: Parameter, where: string): boolean {
  if (is.isRequired || is.in === 'path') return false;
  if (was.name === is.name) return true;
  if (was.in !== is.in || was.schema === null || is.schema === null || viewOf(was.schema).types === null) return false;
  return isAlike(was.schema, is.schema, { where, way: `${is.in} ${is.name}`, isText: true, depth: 0 });
}

function hasPlaceFor(key: string, path: string): boolean {
  return Number(key.split(' ')[1]) <= [...path.matchAll(/\{/g)].length;
}

function compareParameter(was: Parameter, is: Parameter, { comparison, direction, where }: Context): void {
  const say = (kind: ApiKind, text: string) =>
    comparison.add({ kind, direction, at: is.at, where, text: `the ${is.in} parameter ${is.name} ${text}` });
  if (!was.isRequired && is.isRequired) say('parameter-required-set', 'is required now');
  if (was.style !== is.style) say('parameter-style-changed', `is written another way: ${is.style} instead of ${was.style}`);
  if (was.mayBeEmpty && !is.mayBeEmpty) say('parameter-empty-refused', 'may not be empty any more');
  if (was.schema === null || is.schema === null) return;
  const [before, after] = [viewOf(was.schema).default, viewOf(is.schema).default];
  if (before !== after && !is.isRequired) {
    if (before !== null && after !== null) say('parameter-default-changed', `means ${after} instead of ${before} when it is left out`);
    else say('parameter-default-set', after === null ? `has lost its default ${before}` : `means ${after} when it is left out`);
  }
  compareSchema(was.schema, takesLists(was, is) ?? is.schema, {
    comparison,
    direction,
    where,
    way: `${is.in} ${is.name}`,
    isText: true,
    depth: 0,
  });
}

/** `a=1` is also a list of one where each entry of a list is written so: what its entries may be is what counts then. */
function takesLists(was: Parameter, is: Parameter): Schema | null {
  if (was.schema === null || is.schema === null || is.in !== 'query' || !is.style.startsWith('["form",true')) return null;
  const [before, after] = [viewOf(was.schema), viewOf(is.schema)];
  const isList = after.types?.size === 1 && after.types.has('array');
  return isList && before.types !== null && !before.types.has('array') ? after.items : null;
}
