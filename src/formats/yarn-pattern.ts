/** What asks for one package in a yarn.lock: `"a@1 || 2", a@^3`, in berry without quotes. */
export function patternsIn(head: string): string[] {
  return [...head.matchAll(/"([^"]+)"|([^\s",][^",]*)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** `@scope/name@rest` in its two parts. */
export function nameAndRest(pattern: string): readonly [string, string] {
  const at = pattern.indexOf('@', 1);
  return at === -1 ? [pattern, ''] : [pattern.slice(0, at), pattern.slice(at + 1)];
}
