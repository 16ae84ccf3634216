import { type CoverageOfFile, countIn, hit, pathIn, unreadableCoverage } from '../coverage-of-file.ts';
import { scanXml } from '../scan-xml.ts';

const FORMAT = 'Clover report';
const MAX_ELEMENTS = 20_000_000;

/** Reads Clover's XML, as Istanbul and PHPUnit write it too. AdapterError when it is anything else, or has fewer statements than it says. */
export function parseClover(text: string): CoverageOfFile[] {
  const files = new Map<string, { readonly paths: readonly string[]; readonly lines: Map<number, number> }>();
  let root: string | null = null;
  let lines: Map<number, number> | null = null;
  scanXml(
    text,
    {
      open(name, attributes) {
        if (root === null && name !== 'coverage') throw unreadableCoverage(FORMAT, `its root is <${name}>`);
        root ??= name;
        if (name === 'file') {
          const paths = [attributes.get('path'), attributes.get('name')].flatMap((one) => (one === undefined || one === '' ? [] : [one]));
          const key = pathIn(paths[0], FORMAT);
          const file = files.get(key) ?? { paths: paths.map((path) => pathIn(path, FORMAT).replaceAll('\\', '/')), lines: new Map() };
          files.set(key, file);
          lines = file.lines;
        }
        if (name !== 'line') return;
        if (lines === null) throw unreadableCoverage(FORMAT, 'it has a line outside of a file');
        hit(lines, countIn(attributes.get('num'), FORMAT), hitsOf(attributes));
      },
      close: (name) => void (name === 'file' && (lines = null)),
    },
    { maxElements: MAX_ELEMENTS, mayHaveDoctype: true },
  );
  if (files.size === 0) throw unreadableCoverage(FORMAT, 'it has no file');
  return [...files.values()];
}

/** A condition is counted by its two ways. */
function hitsOf(attributes: ReadonlyMap<string, string>): number {
  const count = attributes.get('count');
  if (count !== undefined || attributes.get('type') !== 'cond') return countIn(count, FORMAT);
  return countIn(attributes.get('truecount'), FORMAT) + countIn(attributes.get('falsecount'), FORMAT);
}
