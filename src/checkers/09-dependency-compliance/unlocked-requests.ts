import { posix } from 'node:path';
import { addressIn, type Address } from './address-in.ts';
import type { Ecosystem } from '../../formats/dependency-graph/dependency-graph.ts';
import type { Dependencies } from './dependency-files.ts';
import { isBelow, nearNameOf } from './judge-new.ts';
import { lineOfName } from './line-of.ts';
import { isLocked } from './locked-manifests.ts';
import type { Options } from './options.ts';
import { pythonRequests } from './python-disagreements.ts';
import type { Sighting } from './rules.ts';

interface Asked {
  readonly name: string;
  /** Null for a range, a tag or another package of the repository. */
  readonly address: Address | null;
  readonly line: number;
}

export interface Sides {
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly touched: readonly string[];
  readonly policy: Pick<Options, 'names' | 'sources'> & { readonly isInTree: (path: string, from: string) => boolean };
}

/**
 * What a manifest asks for anew that no lockfile holds: its name and where it comes from are all that there is to judge. What comes from a folder outside of
 * the repository nobody else has, whatever a lockfile holds.
 */
export function unlockedRequests({ before, after, touched, policy }: Sides): Sighting[] {
  const known = new Set([...before.packages.keys(), ...before.toml.keys()].flatMap((path) => asked(path, before).map(keyOf(path))));
  return touched.flatMap((path): Sighting[] => {
    const requests = asked(path, after).filter((one) => !known.has(keyOf(path)(one)));
    const judged = requests.length > 0 && isLocked(path, after) ? requests.filter((one) => isOutside(one, path)) : requests;
    return judged.flatMap((one) => judge(one, path, policy));
  });
}

function judge({ name, address, line }: Asked, path: string, { names, sources, isInTree }: Sides['policy']): Sighting[] {
  const at = { path, range: { startLine: line }, code: name };
  if (address !== null) {
    const { kind, url } = address;
    const isKnown = kind === 'file' ? isInTree(url, posix.dirname(path)) : sources.some((one) => isBelow(url, one));
    return isKnown ? [] : [{ rule: 'source-not-registry', ...at, message: `${name} comes from no registry but from ${url}` }];
  }
  const near = names.includes(name) ? null : nearNameOf(ecosystemOf(path), name);
  return near === null ? [] : [{ rule: 'name-near-popular', ...at, message: `${name} is easily taken for ${near}` }];
}

function isOutside({ address }: Asked, path: string): boolean {
  return address?.kind === 'file' && (/^[/~]/.test(address.url) || posix.join(posix.dirname(path), address.url).startsWith('..'));
}

function asked(path: string, { packages, toml }: Dependencies): Asked[] {
  const manifest = packages.get(path);
  if (manifest !== undefined)
    return manifest.asked.flatMap(({ name, range, group, line }): Asked[] => {
      const alias = /^npm:((?:@[^/]+\/)?[^@/]+)/.exec(range)?.[1];
      const linked: Asked = { name, address: { kind: 'file', url: /^(?:link|portal):(.+)/.exec(range)?.[1] ?? '' }, line };
      if (group === 'peer') return [];
      // A folder that is linked may be built first.
      return [isOutside(linked, path) ? linked : { name: alias ?? name, address: addressIn(range), line }];
    });
  const file = toml.get(path);
  if (file === undefined || posix.basename(path) !== 'pyproject.toml') return [];
  return pythonRequests(file.value).map(({ name, address }) => {
    const from = address === null ? null : { kind: 'url', url: address };
    return { name, address: from, line: lineOfName(file.text, name) };
  });
}

function ecosystemOf(path: string): Ecosystem {
  return path.endsWith('package.json') ? 'npm' : 'pypi';
}

/** Another range is no other request; another address is. */
function keyOf(path: string): (one: Asked) => string {
  return ({ name, address }) => `${ecosystemOf(path)} ${name} ${(address?.url ?? '').replace(/#.*$/, '')}`;
}
