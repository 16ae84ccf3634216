const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/;
const DATE = /^\d{4}-\d{2}(?:-\d{2})?/;

/**
 * Does a version say that something broke? Below 1 the second number says it, of dates a later one; where there was no version before,
 * any other text does.
 */
export function saysBroken(base: string | null, head: string | null): boolean {
  if (base === null || head === null) return base !== head && head !== null;
  if (DATE.test(base) && DATE.test(head)) return head > base;
  const [was, is] = [VERSION.exec(base), VERSION.exec(head)];
  if (was === null || is === null) return was === null && base !== head;
  const [major, minor] = [Number(is[1]) - Number(was[1]), Number(is[2] ?? 0) - Number(was[2] ?? 0)];
  return major > 0 || (major === 0 && is[1] === '0' && minor > 0);
}
