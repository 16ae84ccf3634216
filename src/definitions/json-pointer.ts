import { type Json, memberOf } from './json-value.ts';

/** The steps of a JSON pointer (RFC 6901), as in a fragment with its percent signs decoded; null when it is none. */
export function stepsOf(pointer: string): readonly string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return null;
  const steps = pointer.slice(1).split('/');
  if (steps.some((step) => /~(?![01])/.test(step))) return null;
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function pointerOf(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Undefined when nothing is there. */
export function valueAt(value: Json, steps: readonly string[]): Json | undefined {
  let current: Json | undefined = value;
  for (const step of steps) current = memberOf(current, step);
  return current;
}
