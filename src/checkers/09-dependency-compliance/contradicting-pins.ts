import type { Dependencies } from './dependency-files.ts';
import { readPythonRequirement } from '../../formats/python-requirement.ts';
import type { Sighting } from './rules.ts';

interface Pin {
  readonly name: string;
  readonly version: string;
  readonly line: number;
}

/** Requirements that come to hold a package to two versions: pip installs none of them. */
export function contradictingPins({
  before,
  after,
  touched,
}: {
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly touched: readonly string[];
}): Sighting[] {
  const old = new Map(before.locks.map(({ path, text }) => [path, new Set(contradictionsIn(text).map(({ name }) => name))]));
  return after.locks.flatMap(({ path, text }): Sighting[] =>
    !touched.includes(path) || !path.endsWith('.txt')
      ? []
      : contradictionsIn(text)
          .filter(({ name }) => old.get(path)?.has(name) !== true)
          .map(({ name, version, line, other }) => ({
            rule: 'request-contradicts',
            path,
            range: { startLine: line },
            code: name,
            message: `${path} asks for ${name} ${version}, and on line ${other.line} for ${other.version}`,
          })),
  );
}

function contradictionsIn(text: string): (Pin & { readonly other: Pin })[] {
  const pins = text.split(/\r?\n/).flatMap((line, index) => pinOn(line, index + 1));
  return pins.flatMap((pin, index) => {
    const other = pins.slice(0, index).find(({ name, version }) => name === pin.name && version !== pin.version);
    return other === undefined ? [] : [{ ...pin, other }];
  });
}

/** One that holds only for some machines contradicts none for others. */
function pinOn(line: string, number: number): Pin[] {
  const [words = ''] = line.replace(/(^|\s)#.*$/, '').split(/\s+--|\\$/);
  const read = words.includes(';') || words.includes('*') ? null : readPythonRequirement(words.trim());
  const version = /^\(?==\s*([^\s,()]+)\)?$/.exec(read?.range ?? '')?.[1];
  return read === null || version === undefined ? [] : [{ name: read.name, version: version.replace(/(?:\.0)+$/, ''), line: number }];
}
