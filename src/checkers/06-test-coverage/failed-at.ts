import { type Culprit, findCulprit } from '../../formats/compiler-output/find-culprit.ts';
import type { TestOutcome } from '../../tools/tool.ts';
import { declaredAt } from './declared-at.ts';
import { firstWritten, type Sides } from './stopped-at.ts';

/** Where it failed, as far as the report says; a file that fails as a whole, before any test, at what the change wrote in it. */
export async function failedAt(
  { file, line, name, message }: Pick<TestOutcome, 'file' | 'line' | 'name' | 'message'>,
  { change, head }: Pick<Sides, 'change' | 'head'>,
): Promise<Culprit> {
  if (file === null) return { path: '.' };
  if (line !== null) return { path: file, range: { startLine: line } };
  const printed = await findCulprit({ output: message ?? '', change, head });
  if (printed?.path === file) return printed;
  const declared = await declaredAt(head, { path: file, name });
  return { path: file, ...(declared === null ? firstWritten(change, file) : { range: { startLine: declared } }) };
}
