import { expect } from 'vitest';
import type { TestLine } from './line.ts';

/** Exit code and the document on standard output; whatever else is there makes it no JSON. */
export async function json(line: TestLine, ...args: string[]): Promise<{ readonly code: number | null; readonly answer: unknown }> {
  const { code, stdout } = await line.cli(...args, '--json');
  return { code, answer: JSON.parse(stdout) };
}

/** Some say all there is to say in the message. */
export const A_HINT: unknown = expect.toSatisfy((hint: unknown) => hint === null || typeof hint === 'string');

/** The document of a mistake of the person's. */
export const failure = (code: string, message: unknown, hint: unknown = expect.any(String)) => ({
  code: 2,
  answer: { schemaVersion: 1, error: { code, message, hint } },
});
