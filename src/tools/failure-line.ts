/**
 * The innermost line of a file in a stack: where in the test it failed. `names`: what the stack may call it, as runners take the folder they run
 * in out of some frames and not out of others. Null when the stack does not pass through it.
 */
export function failureLine(stack: string | null, ...names: readonly (string | null)[]): number | null {
  for (const frame of stack?.split('\n') ?? []) {
    for (const name of names) {
      const line = name === null ? null : lineOf(frame, name);
      if (line !== null) return line;
    }
  }
  return null;
}

function lineOf(frame: string, name: string): number | null {
  const at = frame.indexOf(`${name}:`);
  // `lib/test.js` is not `test.js`; in front of an absolute path may stand `file://`.
  if (at === -1 || (!name.startsWith('/') && /[^\s('"]/.test(frame[at - 1] ?? ' '))) return null;
  const line = Number(/^\d{1,7}/.exec(frame.slice(at + name.length + 1))?.[0]);
  return Number.isInteger(line) && line > 0 ? line : null;
}
