/** A value as RFC 8785 (JSON Canonicalization Scheme) writes it: members sorted by UTF-16 code units, no white space. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('canonicalJson: a number that JSON cannot hold');
  if (typeof value === 'string' && !value.isWellFormed()) throw new RangeError('canonicalJson: a lone surrogate');
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new RangeError(`canonicalJson: a ${typeof value} is no JSON`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`).join(',')}}`;
}
