import type { Difference } from '../difference.ts';
import type { ApiKind } from '../kinds.ts';
import { child, type Spot } from '../spot.ts';
import type { Api, Operation } from './api.ts';
import { compareOperation } from './compare-operation.ts';
import { compareSchemes } from './compare-security.ts';
import { Comparison } from './comparison.ts';

/** What of an API changed for those who call it; `today` is an ISO date. */
export function compareApis(base: Api, head: Api, today: string): Difference[] {
  const comparison = new Comparison();
  const whole: Whole = (kind, at, text, was) =>
    comparison.add({ kind, direction: 'sent', at, was: was ?? null, where: head.title || 'the API', text });
  if (base.basePath !== null && head.basePath !== null && base.basePath !== head.basePath)
    whole(
      'base-path-changed',
      child(head.at, 'basePath') ?? head.at,
      `its paths begin with ${head.basePath || '/'} instead of ${base.basePath || '/'}`,
    );
  compareServers(base, head, whole);

  const paths = child(head.at, 'paths') ?? head.at;
  compareOperations(base.operations, head.operations, {
    gone: (operation) => removed(operation, { comparison, at: paths, today }),
    both: (before, after) => compareOperation(before, after, { comparison, direction: 'sent' }),
  });
  compareOperations(base.webhooks, head.webhooks, {
    gone: ({ name, at }) =>
      comparison.add({
        kind: 'webhook-removed',
        direction: 'received',
        at: child(head.at, 'webhooks') ?? head.at,
        was: at,
        where: `webhook ${name}`,
        text: 'it is gone',
      }),
    both: (before, after) => compareOperation(before, after, { comparison, direction: 'received' }),
  });
  compareSchemes(base, head, comparison);
  return comparison.differences();
}

type Whole = (kind: ApiKind, at: Spot, text: string, was?: Spot) => void;

interface Steps {
  readonly gone: (operation: Operation) => void;
  readonly both: (before: Operation, after: Operation) => void;
}

/** One that only got another path moved every path, as `basePath` does. */
function compareServers(base: Api, head: Api, whole: Whole): void {
  const kept = new Set(head.servers.map(({ url }) => url));
  const gone = base.servers.filter(({ url }) => !kept.has(url));
  const come = head.servers.filter(({ url }) => base.servers.every((one) => one.url !== url));
  const paths = new Set(base.servers.map(({ url }) => partsOf(url).path));
  // Where each path is another one too, what was taken from the one may be given to the other.
  const isKept = base.operations.size === 0 || [...base.operations.keys()].some((key) => head.operations.has(key));
  for (const { at, url } of gone) {
    const moved = come.find((one) => partsOf(one.url).host === partsOf(url).host);
    const isMoved = isKept && moved !== undefined && head.servers.every((one) => !paths.has(partsOf(one.url).path));
    if (isMoved) whole('base-path-changed', moved.at, `the paths of ${url} begin with ${moved.url}`, at);
    else whole('server-removed', child(head.at, 'servers') ?? head.at, `the server ${url} is gone`, at);
  }
}

function partsOf(url: string): { readonly host: string; readonly path: string } {
  const [, host = '', path = ''] = /^((?:[a-z][a-z\d+.-]*:)?\/\/[^/]*)?(.*)$/i.exec(url) ?? [];
  return { host: host.toLowerCase(), path: path.replace(/\/$/, '') };
}

function compareOperations(base: Api['operations'], head: Api['operations'], { gone, both }: Steps): void {
  for (const [key, before] of base) {
    if (before.isDraft) continue;
    const after = head.get(key);
    if (after === undefined) gone(before);
    else both(before, after);
  }
}

function removed(
  { name, at: was, isDeprecated, sunset }: Operation,
  { comparison, at, today }: { readonly comparison: Comparison; readonly at: Spot; readonly today: string },
): void {
  const kind = !isDeprecated
    ? 'operation-removed'
    : sunset !== null && sunset > today
      ? 'operation-removed-before-sunset'
      : 'operation-removed-deprecated';
  const text = kind === 'operation-removed-before-sunset' ? `it is gone before its sunset (${sunset})` : 'it is gone';
  comparison.add({ kind, direction: 'sent', at, was, where: name, text });
}
