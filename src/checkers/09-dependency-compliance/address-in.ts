import { sourceOf } from '../../formats/dependency-graph/npm-graph.ts';
import { satisfiesRange } from './npm-range.ts';

export interface Address {
  readonly kind: string;
  readonly url: string;
}

/** Where a request of package.json leads past the registry; null for a range, a tag, a reference or another package of the repository. */
export function addressIn(range: string): Address | null {
  const isOfNames = /^(?:(workspace|catalog|npm|link|portal|patch|jsr):|\$)/.test(range) || satisfiesRange('0.0.0', range) !== null;
  if (isOfNames || !/[:/]/.test(range)) return null;
  const { kind, url } = sourceOf(range);
  return { kind: /^[./~]/.test(range) ? 'file' : kind, url: url ?? range };
}
