/** A range that stands in place of the one a manifest asks for. */
export interface Override {
  /** As it is written, below the keys around it: `parent>name@^1`. */
  readonly key: string;
  readonly name: string;
  readonly range: string;
  /** What else the key names: it counts for what those packages ask for alone. Empty for all packages. */
  readonly below: ReadonlySet<string>;
  /** For all packages, and whatever range they ask for. */
  readonly isPlain: boolean;
  readonly line: number;
}

/** A `>` that begins a range leads to no other name. */
const LAST_NAME = /(?:@[^@/>]+\/)?[^@/>]+(?=(?:@(?:[^@>]|>(?=[=\s\d]))*)?$)/;
const NAMES = /(?:@[^@/>*]+\/)?[^@/>*]+/g;

/** Of all levels: npm nests what others write into one key, and `.` means what the key around it names. */
export function overridesIn(value: unknown, lineOf: (key: string) => number, outer = ''): Override[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([written, inside]): Override[] => {
    const key = written === '.' ? outer : outer === '' ? written : `${outer}>${written}`;
    if (typeof inside !== 'string' && typeof inside !== 'number') return overridesIn(inside, lineOf, key);
    const last = LAST_NAME.exec(key);
    const name = last?.[0] ?? key;
    const below = new Set(key.slice(0, last?.index ?? 0).match(NAMES));
    return [{ key, name, range: String(inside), below, isPlain: below.size === 0 && key.endsWith(name), line: lineOf(written) }];
  });
}
