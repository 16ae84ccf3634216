import { basePath, type Change } from '../../domain/change.ts';
import type { Range } from '../../domain/finding.ts';
import type { Tree } from '../../domain/tree.ts';
import { declaredPlace } from '../../syntax/declared-tests.ts';
import type { TestSuite } from '../../tools/tool.ts';
import type { MissingTest } from './compare-tests.ts';

export interface Stopped {
  readonly path: string;
  readonly range?: Range;
}

export interface Sides {
  readonly change: Change;
  readonly head: Tree;
  readonly testSuite: Pick<TestSuite, 'isTestFile'>;
}

/**
 * Where a test stopped running, as far as its file says: what the change wrote inside of it, else the last that it wrote above it, as a hook or a
 * build tag, else the test itself. A file that was renamed to what is no test file is called what it was.
 */
export async function stoppedAt({ test, headFile }: MissingTest, { change, head, testSuite }: Sides): Promise<Stopped> {
  if (headFile === null) return { path: '.' };
  const isSetAside = test.file !== null && test.file !== headFile && !testSuite.isTestFile(headFile);
  if (isSetAside) return { path: test.file };
  const text = await head.read(headFile);
  const declared = text === null ? null : declaredPlace(headFile, text, test.name.join(' > '));
  if (declared === null) return { path: headFile, ...firstWritten(change, headFile) };
  const written = change.files.find(({ path }) => path === headFile)?.added ?? [];
  const inside = written.find(({ start, end }) => start <= declared.endLine && end >= declared.line);
  if (inside !== undefined)
    return {
      path: headFile,
      range: { startLine: Math.max(inside.start, declared.line), endLine: Math.min(inside.end, declared.endLine) },
    };
  const above = written.filter(({ end }) => end < declared.line).at(-1);
  return {
    path: headFile,
    range: above === undefined ? { startLine: declared.line } : { startLine: above.start, endLine: above.end },
  };
}

/** The first lines that the change wrote in a file. */
export function firstWritten({ files }: Pick<Change, 'files'>, path: string): { readonly range?: Range } {
  const file = files.find((one) => one.path === path && basePath(one) === path && one.status === 'modified');
  const [first] = file?.added ?? [];
  return first === undefined ? {} : { range: { startLine: first.start, endLine: first.end } };
}
