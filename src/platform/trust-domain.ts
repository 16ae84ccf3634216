/** Who vouches for a verdict: a machine that only CI uses, or a person's. What one has kept the other does not believe. */
export type TrustDomain = 'ci' | 'person';

export function trustDomainOf({ CI }: Readonly<Record<string, string | undefined>>): TrustDomain {
  return CI === undefined ? 'person' : 'ci';
}
