/** An option of NODE_OPTIONS that loads a CommonJS module into every Node process. */
export function requireOption(path: string): string {
  return quotedOption('--require', path);
}

/** Its value may hold what would end it. */
export function quotedOption(flag: string, value: string): string {
  return `"${flag}=${value.replace(/["\\]/g, '\\$&')}"`;
}
