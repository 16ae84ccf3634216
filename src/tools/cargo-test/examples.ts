import type { LibtestResult } from '../../formats/libtest/parse-libtest-output.ts';
import type { ReportedOutcome } from '../tool.ts';

const NAME = /^(?<path>\S.*?) - (?<item>.*?)\s*\(line (?<line>\d{1,7})\)$/;

/** Examples of the documentation, called by what they document and which of its examples they are: the lines they stand on are no names. */
export function examplesOf(dir: string, results: readonly LibtestResult[]): ReportedOutcome[] {
  const counts = new Map<string, number>();
  const placed = results.map((result) => {
    const { path, item = '', line } = NAME.exec(result.name)?.groups ?? {};
    return { ...result, path: path ?? null, item, line: line === undefined ? null : Number(line) };
  });
  return placed
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .map(({ name, status, failure, path, item, line }) => {
      const title = `documentation example of ${item === '' ? 'the file' : item}`;
      const key = `${path}\0${title}`;
      const number = (counts.get(key) ?? 0) + 1;
      counts.set(key, number);
      return {
        name: [number === 1 ? title : `${title} (${number})`],
        file: path,
        status,
        durationMs: null,
        message: failure === null ? null : `${name}: ${failure}`.replaceAll(`${dir}/`, ''),
        line,
      };
    });
}
