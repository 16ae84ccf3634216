/** Where a value holds what JSON cannot: its digest could not be computed by everybody alike. */
export function unwritable(
  value: unknown,
  path: readonly PropertyKey[] = [],
): { readonly path: readonly PropertyKey[]; readonly text: string }[] {
  if (typeof value === 'number' && !Number.isFinite(value)) return [{ path, text: `expected a number that is finite, found ${value}` }];
  if (typeof value === 'string' && !value.isWellFormed()) return [{ path, text: 'expected Unicode, found half a surrogate pair' }];
  if (Array.isArray(value)) return value.flatMap((member, i) => unwritable(member, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => unwritable(member, [...path, key]));
}
