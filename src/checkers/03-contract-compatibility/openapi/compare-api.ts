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
  const whole = (kind: ApiKind, at: Spot, text: string) =>
    comparison.add({ kind, direction: 'sent', at, where: head.title || 'the API', text });
  if (base.basePath !== null && head.basePath !== null && base.basePath !== head.basePath)
    whole(
      'base-path-changed',
      child(head.at, 'basePath') ?? head.at,
      `its paths begin with ${head.basePath || '/'} instead of ${base.basePath || '/'}`,
    );
  const servers = new Set(head.servers);
  for (const url of base.servers)
    if (!servers.has(url)) whole('server-removed', child(head.at, 'servers') ?? head.at, `the server ${url} is gone`);

  const paths = child(head.at, 'paths') ?? head.at;
  compareOperations(base.operations, head.operations, {
    gone: (operation) => removed(operation, { comparison, at: paths, today }),
    both: (before, after) => compareOperation(before, after, { comparison, direction: 'sent' }),
  });
  compareOperations(base.webhooks, head.webhooks, {
    gone: ({ name }) =>
      comparison.add({
        kind: 'webhook-removed',
        direction: 'received',
        at: child(head.at, 'webhooks') ?? head.at,
        where: `webhook ${name}`,
        text: 'it is gone',
      }),
    both: (before, after) => compareOperation(before, after, { comparison, direction: 'received' }),
  });
  compareSchemes(base, head, comparison);
  return comparison.differences();
}

interface Steps {
  readonly gone: (operation: Operation) => void;
  readonly both: (before: Operation, after: Operation) => void;
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
  { name, isDeprecated, sunset }: Operation,
  { comparison, at, today }: { readonly comparison: Comparison; readonly at: Spot; readonly today: string },
): void {
  const kind = !isDeprecated
    ? 'operation-removed'
    : sunset !== null && sunset > today
      ? 'operation-removed-before-sunset'
      : 'operation-removed-deprecated';
  const text = kind === 'operation-removed-before-sunset' ? `it is gone before its sunset (${sunset})` : 'it is gone';
  comparison.add({ kind, direction: 'sent', at, where: name, text });
}
