/** The candidate a person most likely meant; null when none is near enough to be worth saying. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: { readonly candidate: string; readonly distance: number } | null = null;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  if (best === null) return null;
  const isPrefix = word.length >= 3 && best.candidate.toLowerCase().startsWith(word.toLowerCase());
  return isPrefix || best.distance <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : null;
}

/** Damerau-Levenshtein distance of adjacent transpositions: a slip of two neighbouring keys counts once. */
function editDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array.from({ length: b.length }, () => 0)]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let j = 0; j <= b.length; j++) rows[0]?.splice(j, 1, j);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const substitution = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const distance = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, substitution, swapped ? at(i - 2, j - 2) + 1 : Infinity);
      rows[i]?.splice(j, 1, distance);
    }
  }
  return at(a.length, b.length);
}
