/**
 * How well untrusted commands are kept apart, ascending. `process` hides: environment, HOME, bounds. `bubblewrap` confines:
 * what is not mounted cannot be read, what is not allowed cannot be reached.
 */
export const SANDBOX_LEVELS = ['process', 'bubblewrap'] as const;
export type SandboxLevel = (typeof SANDBOX_LEVELS)[number];

export function isAtLeast(level: SandboxLevel, asked: SandboxLevel): boolean {
  return SANDBOX_LEVELS.indexOf(level) >= SANDBOX_LEVELS.indexOf(asked);
}
