/** The innermost line of `file` (absolute path) in a stack: where in the test it failed. Null when the stack does not pass through it. */
export function failureLine(stack: string | null, file: string | null): number | null {
  if (stack === null || file === null) return null;
  for (const frame of stack.split('\n')) {
    const at = frame.indexOf(`${file}:`);
    if (at === -1) continue;
    const line = Number(/^\d{1,7}/.exec(frame.slice(at + file.length + 1))?.[0]);
    if (Number.isInteger(line) && line > 0) return line;
  }
  return null;
}
