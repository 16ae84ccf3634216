import { posix } from 'node:path';
import { type CoverageOfFile, countIn, hit, pathIn, unreadableCoverage } from '../coverage-of-file.ts';
import { scanXml } from '../scan-xml.ts';

const FORMAT = 'Cobertura report';
const MAX_ELEMENTS = 20_000_000;

/** Reads Cobertura's XML, as coverage.py, Istanbul, gcovr, Coverlet and PHPUnit write it too. AdapterError when it is anything else. */
export function parseCobertura(text: string): CoverageOfFile[] {
  const sources: string[] = [];
  const files = new Map<string, Lines>();
  let root: string | null = null;
  let lines: Lines | null = null;
  let isInMethod = false;
  let source: string | null = null;
  scanXml(
    text,
    {
      open(name, attributes) {
        root ??= requireRoot(name);
        if (name === 'source') source = '';
        if (name === 'class') {
          const path = pathIn(attributes.get('filename'), FORMAT);
          lines = files.get(path) ?? { ofClass: new Map(), ofMethods: new Map() };
          files.set(path, lines);
        }
        if (name === 'method') isInMethod = true;
        if (name !== 'line') return;
        if (lines === null) throw unreadableCoverage(FORMAT, 'it has a line outside of a class');
        hit(
          isInMethod ? lines.ofMethods : lines.ofClass,
          countIn(attributes.get('number'), FORMAT),
          countIn(attributes.get('hits'), FORMAT),
        );
      },
      text: (said) => void (source !== null && (source += said)),
      close(name) {
        if (name === 'class') lines = null;
        if (name === 'method') isInMethod = false;
        if (name !== 'source') return;
        if (source !== null && source.trim() !== '') sources.push(pathIn(source.trim(), FORMAT));
        source = null;
      },
    },
    { maxElements: MAX_ELEMENTS, mayHaveDoctype: true },
  );
  if (files.size === 0) throw unreadableCoverage(FORMAT, 'it has no class');
  return [...files].map(([path, hits]) => ({ paths: placesOf(path.replaceAll('\\', '/'), sources), lines: linesOf(hits) }));
}

interface Lines {
  readonly ofClass: Map<number, number>;
  /** The same again, by method; of some writers the line that a function begins on, with its calls. */
  readonly ofMethods: Map<number, number>;
}

/** A function on one line is covered by its calls: that its file was loaded is not enough. */
function linesOf({ ofClass, ofMethods }: Lines): ReadonlyMap<number, number> {
  if (ofClass.size === 0) return ofMethods;
  for (const [line, count] of ofMethods) if (count === 0 && ofClass.has(line)) ofClass.set(line, 0);
  return ofClass;
}

function requireRoot(name: string): string {
  if (name !== 'coverage') throw unreadableCoverage(FORMAT, `its root is <${name}>`);
  return name;
}

function placesOf(path: string, sources: readonly string[]): string[] {
  return posix.isAbsolute(path) ? [path] : [...sources.map((folder) => posix.join(folder.replaceAll('\\', '/'), path)), path];
}
