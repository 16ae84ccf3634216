import { type CoverageOfFile, countIn, hit, pathIn, unreadableCoverage } from '../coverage-of-file.ts';

const FORMAT = 'lcov';

interface Section {
  readonly path: string;
  readonly lines: Map<number, number>;
  /** Lines that hold a function as a whole, by its name. */
  readonly oneLiners: Map<string, number>;
  readonly calls: Map<string, number>;
}

/** Reads a tracefile of lcov. AdapterError when it is anything else, was cut off, or has fewer lines than it says. */
export function parseLcov(text: string): CoverageOfFile[] {
  const found: CoverageOfFile[] = [];
  let section: Section | null = null;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#') || line.startsWith('TN:')) continue;
    const [key = '', value = ''] = split(line);
    if (key === 'SF' && section === null) {
      section = { path: pathIn(value, FORMAT), lines: new Map(), oneLiners: new Map(), calls: new Map() };
    } else if (section === null || key === 'SF' || !KEYS.has(key)) {
      throw unreadableCoverage(FORMAT, `its line ${index + 1} is ${JSON.stringify(line.slice(0, 80))}`);
    } else if (key === 'end_of_record') {
      found.push({ paths: [section.path], lines: withCalls(section) });
      section = null;
    } else record(section, key, value);
  }
  if (section !== null) throw unreadableCoverage(FORMAT, `it ends within ${section.path}`);
  if (found.length === 0) throw unreadableCoverage(FORMAT, 'it has no file');
  return found;
}

/** What lcov and those who write like it have; branches, checksums and sums are passed over, but for that of the lines. */
const KEYS = new Set('end_of_record DA LF LH FN FNDA FNF FNH FNL FNA BRDA BRF BRH BA VER MCDC MCF MCH'.split(' '));

function split(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon === -1 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
}

function record({ path, lines, oneLiners, calls }: Section, key: string, value: string): void {
  const [first, second] = value.split(',');
  switch (key) {
    case 'DA':
      return hit(lines, countIn(first, FORMAT), countIn(second, FORMAT));
    case 'LF':
      if (countIn(value, FORMAT) > lines.size) throw unreadableCoverage(FORMAT, `${path} has ${lines.size} lines, and says ${value}`);
      return undefined;
    case 'FN': {
      // Of lcov 2: where it begins and ends, and its name.
      const [, start, end, name] = /^(\d+),(\d+),(.*)$/.exec(value) ?? [];
      if (start !== undefined && start === end && name !== undefined) oneLiners.set(name, Number(start));
      return undefined;
    }
    case 'FNDA':
      calls.set(value.slice(value.indexOf(',') + 1), countIn(first, FORMAT));
      return undefined;
    default:
      return undefined;
  }
}

/** A function on one line is covered by its calls: that its file was loaded is not enough. */
function withCalls({ lines, oneLiners, calls }: Section): ReadonlyMap<number, number> {
  const ran = new Map<number, number>();
  for (const [name, line] of oneLiners) {
    const count = calls.get(name);
    if (count !== undefined) hit(ran, line, count);
  }
  for (const [line, count] of ran) if (count === 0 && lines.has(line)) lines.set(line, 0);
  return lines;
}
