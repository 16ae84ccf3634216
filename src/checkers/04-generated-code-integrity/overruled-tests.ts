import type { Node } from 'oxc-parser';
import { endedProcessesIn } from '../../syntax/ended-processes.ts';
import { patchedAssertionsIn } from '../../syntax/patched-assertions.ts';
import { testsOf } from '../../syntax/tests.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import type { Sighting } from './rules.ts';

/** What the change adds that overrules tests: with it every test of the process may say yes, whatever it finds. */
export function overruledTests(pair: FilePair): Sighting[] {
  const { path } = pair.file;
  return [
    ...added(pair, ({ program }) => patchedAssertionsIn(program)).map(
      (range): Sighting => ({
        rule: 'assertion-removed',
        message: 'an assertion function, or the result of a test, is replaced by another one',
        path,
        range,
      }),
    ),
    ...added(pair, (source) => (testsOf(source).tests.length === 0 ? [] : endedProcessesIn(source.program))).map(
      (range): Sighting => ({
        rule: 'test-skipped',
        message: 'the process of the tests ends here as if all had passed',
        path,
        range,
      }),
    ),
  ];
}

/** Places of which the judged file has more than base, those on lines of the change before others. */
function added({ file, base, head }: FilePair, find: (source: NonNullable<FileVersion['parsed']>) => readonly Node[]) {
  const nodes = (version: FileVersion | null) => (version?.parsed?.problem === null ? find(version.parsed) : []);
  const lineOf = ({ start }: Node) => head?.parsed?.lineOf(start) ?? 1;
  const isWritten = (node: Node) => file.added.some(({ start, end }) => start <= lineOf(node) && lineOf(node) <= end);
  return nodes(head)
    .toSorted((a, b) => Number(isWritten(a)) - Number(isWritten(b)))
    .slice(nodes(base).length)
    .map((node) => ({ startLine: lineOf(node) }));
}
