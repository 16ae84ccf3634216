import type { ProtoIndex } from './proto-index.ts';

interface MovedPackages {
  /** Files whose package became another one. */
  readonly paths: ReadonlySet<string>;
  /** What a name of the old package is called in the new one. */
  readonly nameOf: (name: string) => string;
}

/** Packages that were renamed in place: one that another file goes on to define was not. */
export function movedPackages(base: ProtoIndex, head: ProtoIndex): MovedPackages {
  const isDefined = (name: string) => head.messages.has(name) || head.enums.has(name) || head.services.has(name);
  const paths = new Set<string>();
  const packages = new Map<string, string>();
  for (const [path, was] of base.files) {
    const is = head.files.get(path);
    if (is === undefined || is.package === was.package) continue;
    const names = [...was.messages, ...was.enums, ...was.services].map(({ name }) => name);
    if (names.every((name) => isDefined(inPackage(was.package, name)))) continue;
    paths.add(path);
    packages.set(was.package, is.package);
  }
  return {
    paths,
    nameOf(name) {
      if (isDefined(name)) return name;
      for (const [from, to] of packages) {
        const rest = from === '' ? name : name.startsWith(`${from}.`) ? name.slice(from.length + 1) : null;
        if (rest !== null && isDefined(inPackage(to, rest))) return inPackage(to, rest);
      }
      return name;
    },
  };
}

function inPackage(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}
