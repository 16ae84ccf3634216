import type { LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import { satisfiesRange } from './npm-range.ts';

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
