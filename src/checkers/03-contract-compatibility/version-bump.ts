const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/;

/** Does a version say that something broke? Below 1 the second number says it; of what is no version any other text does. */
export function saysBroken(base: string | null, head: string | null): boolean {
  if (base === null || head === null) return base !== head && head !== null;
  const [was, is] = [VERSION.exec(base), VERSION.exec(head)];
  if (was === null || is === null) return base !== head;
  const [major, minor] = [Number(is[1]) - Number(was[1]), Number(is[2] ?? 0) - Number(was[2] ?? 0)];
  return major > 0 || (major === 0 && is[1] === '0' && minor > 0);
}
