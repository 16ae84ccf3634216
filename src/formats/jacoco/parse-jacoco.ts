import { posix } from 'node:path';
import { type CoverageOfFile, countIn, hit, pathIn, unreadableCoverage } from '../coverage-of-file.ts';
import { scanXml } from '../scan-xml.ts';

const FORMAT = 'JaCoCo report';
const MAX_ELEMENTS = 20_000_000;

/**
 * Reads JaCoCo's XML. A line has run when one of its instructions has. It names packages and files and no folder of sources: the paths are endings.
 * AdapterError when it is anything else.
 */
export function parseJacoco(text: string): CoverageOfFile[] {
  const files: CoverageOfFile[] = [];
  let root: string | null = null;
  let inPackage: string | null = null;
  let lines: Map<number, number> | null = null;
  scanXml(
    text,
    {
      open(name, attributes) {
        if (root === null && name !== 'report') throw unreadableCoverage(FORMAT, `its root is <${name}>`);
        root ??= name;
        if (name === 'package') inPackage = attributes.get('name') ?? '';
        if (name === 'sourcefile') {
          if (inPackage === null) throw unreadableCoverage(FORMAT, 'it has a file outside of a package');
          lines = new Map();
          files.push({ paths: [posix.join(inPackage, pathIn(attributes.get('name'), FORMAT))], isEnding: true, lines });
        }
        if (name !== 'line') return;
        if (lines === null) throw unreadableCoverage(FORMAT, 'it has a line outside of a file');
        hit(lines, countIn(attributes.get('nr'), FORMAT), countIn(attributes.get('ci'), FORMAT) > 0 ? 1 : 0);
      },
      close(name) {
        if (name === 'package') inPackage = null;
        if (name === 'sourcefile') lines = null;
      },
    },
    { maxElements: MAX_ELEMENTS, mayHaveDoctype: true },
  );
  if (files.length === 0) throw unreadableCoverage(FORMAT, 'it has no source file');
  return files;
}
