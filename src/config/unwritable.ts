/** Where a value holds what JSON cannot: its digest could not be computed by everybody alike. */
export function unwritable(
  value: unknown,
  path: readonly PropertyKey[] = [],
  around: readonly unknown[] = [],
): { readonly path: readonly PropertyKey[]; readonly text: string }[] {
  if (typeof value === 'number' && !Number.isFinite(value)) return [{ path, text: `expected a number that is finite, found ${value}` }];
  if (typeof value === 'string' && !value.isWellFormed()) return [{ path, text: 'expected Unicode, found half a surrogate pair' }];
  if (typeof value !== 'object' || value === null) return [];
  // An alias inside of what its anchor names.
  if (around.includes(value)) return [{ path, text: 'expected a value with an end, found one that holds itself' }];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.flatMap(([key, member]) => unwritable(member, [...path, key], [...around, value]));
}
