import type { LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import { addressIn } from './address-in.ts';
import { satisfiesRange } from './npm-range.ts';

/** A repository in all the ways in which package.json and a lockfile name it. */
const ON_GITHUB =
  /^(?:github:|(?:(?:git\+)?(?:https|ssh)|git):\/\/(?:[^@/]*@)?github\.com[/:]|git@github\.com:)?([\w-]+\/[\w.-]+?)(?:\.git)?\/?(?:#.*)?$/i;

/**
 * Is what a lockfile holds certainly not what is asked for? It may say that it was written for a range and hold a version outside of
 * it, or nothing's version: those who install a frozen one do not look.
 */
export function isOutOfRange({ version, source }: LockedDependency, range: string): boolean {
  if (source.kind !== 'registry') return false;
  if (version === '') return true;
  const plain = range.replace(/^npm:(?:(?:@[^/]+\/)?[^@/]+@)?/, '').trim();
  return plain !== '' && plain !== '*' && satisfiesRange(version, plain) === false;
}

/** npm and yarn fetch from the address that is asked for, whatever of that name and version the lockfile holds from another place. */
export function heldElsewhere(range: string, { version, source }: LockedDependency): string | null {
  const address = addressIn(range);
  if (address === null || address.kind === 'file' || address.kind === 'registry') return null;
  if (source.kind === 'registry') return `holds ${version || 'it'} from the registry`;
  const [asked, held] = [address.url, source.url ?? ''].map((url) => ON_GITHUB.exec(url)?.[1]?.toLowerCase());
  return asked === undefined || held === undefined || asked === held ? null : `holds it from ${source.url}`;
}
