import type { ApiKind } from '../kinds.ts';
import { below, child, members, type Spot, textAt } from '../spot.ts';
import type { Api, Operation } from './api.ts';
import type { Comparison } from './comparison.ts';

/** What is asked now of somebody who was let in before; null when nobody is shut out. */
export function tightenedSecurity(before: Operation['security'], after: Operation['security']): string | null {
  if (after === null) return null;
  if (before === null) return `it asks for ${after.map(written).join(' or ')} now, and for nothing before`;
  const shutOut = before.find((had) => !after.some((asked) => isEnough(had, asked)));
  return shutOut === undefined ? null : `${written(shutOut)} was enough; now it asks for ${after.map(written).join(' or ')}`;
}

type Alternative = ReadonlyMap<string, readonly string[]>;

function isEnough(had: Alternative, asked: Alternative): boolean {
  return [...asked].every(([scheme, scopes]) => had.has(scheme) && scopes.every((scope) => had.get(scheme)?.includes(scope) === true));
}

function written(alternative: Alternative): string {
  return [...alternative].map(([scheme, scopes]) => (scopes.length === 0 ? scheme : `${scheme} (${scopes.join(', ')})`)).join(' with ');
}

/** Schemes that are used and became something else. */
export function compareSchemes(base: Api, head: Api, comparison: Comparison): void {
  const used = new Set([...base.operations.values()].flatMap(({ security }) => (security ?? []).flatMap((one) => [...one.keys()])));
  for (const name of used) {
    const was = base.schemes.get(name);
    const is = head.schemes.get(name);
    // One that is gone is seen where it was asked for.
    if (was === undefined || is === undefined) continue;
    const say = (kind: ApiKind, text: string) =>
      comparison.add({ kind, direction: 'sent', at: is, where: `security scheme ${name}`, text });
    for (const key of ['type', 'in', 'name', 'scheme', 'openIdConnectUrl', 'flow']) {
      const [before, after] = [textAt(was, key), textAt(is, key)];
      if (before !== after) say('scheme-changed', `its ${key} is ${after ?? 'gone'} instead of ${before ?? 'none'}`);
    }
    const format = textAt(is, 'bearerFormat');
    if (textAt(was, 'bearerFormat') !== format) say('scheme-moved', `its bearerFormat is ${format ?? 'gone'}`);
    compareFlows(was, is, say);
  }
}

function compareFlows(was: Spot, is: Spot, say: (kind: ApiKind, text: string) => void): void {
  const flows = (scheme: Spot) =>
    new Map<string, Spot>(textAt(scheme, 'flow') === null ? members(child(scheme, 'flows')) : [[textAt(scheme, 'flow') ?? '', scheme]]);
  const after = flows(is);
  for (const [name, before] of flows(was)) {
    const flow = after.get(name);
    if (flow === undefined) {
      if (textAt(was, 'flow') === null) say('scheme-changed', `its flow ${name} is gone`);
      continue;
    }
    for (const key of ['authorizationUrl', 'tokenUrl', 'refreshUrl']) {
      const [one, other] = [textAt(before, key), textAt(flow, key)];
      if (one !== other && one !== null) say('scheme-moved', `its ${key} is ${other ?? 'gone'} instead of ${one}`);
    }
    for (const [scope] of members(child(before, 'scopes')))
      if (below(child(flow, 'scopes') ?? flow, scope) === null) say('scheme-changed', `its scope ${scope} is gone`);
  }
}
