import { type ApiKind, type Direction } from '../kinds.ts';
import { below, child, type Spot } from '../spot.ts';
import type { Header, Operation, Response } from './api.ts';
import { compareParameters } from './compare-parameters.ts';
import { compareSchema } from './compare-schema.ts';
import { tightenedSecurity } from './compare-security.ts';
import type { Comparison } from './comparison.ts';
import { pairedContent } from './paired-content.ts';
import type { Content } from './api.ts';

interface Context {
  readonly comparison: Comparison;
  /** Which way its request travels: clients send it, but of a webhook or a callback they receive it. */
  readonly direction: Direction;
}

export function compareOperation(before: Operation, after: Operation, { comparison, direction }: Context): void {
  const answer: Direction = direction === 'sent' ? 'received' : 'sent';
  const where = after.name;
  const say: SayOfApi = (kind, at, text, { way = direction, was = null } = {}) =>
    comparison.add({ kind, direction: way, at, was, where, text });
  compareParameters(before, after, { comparison, direction, where });
  compareBody(before, after, { comparison, direction, say, where });
  compareResponses(before, after, { comparison, direction: answer, say, where });
  for (const [key, was] of before.callbacks) {
    const is = after.callbacks.get(key);
    if (is === undefined)
      say('callback-removed', child(after.at, 'callbacks') ?? after.at, `the callback ${was.name} is gone`, { was: was.at });
    else compareOperation(was, { ...is, name: `${where}, callback ${is.name}` }, { comparison, direction: answer });
  }
  const asked = tightenedSecurity(before.security, after.security);
  if (asked !== null) say('security-tightened', below(after.at, 'security') ?? after.at, asked, { was: below(before.at, 'security') });
  if (before.isDeprecated && before.sunset !== null && after.isDeprecated && (after.sunset === null || after.sunset < before.sunset))
    say('sunset-earlier', after.at, `its sunset was ${before.sunset} and is ${after.sunset ?? 'not said any more'}`);
}

type SayOfApi = (kind: ApiKind, at: Spot, text: string, more?: { readonly way?: Direction; readonly was?: Spot | null }) => void;

interface Part extends Context {
  readonly say: SayOfApi;
  readonly where: string;
}

function compareBody({ body: was }: Operation, { body: is, at }: Operation, part: Part): void {
  const { say } = part;
  if (was === null) {
    if (is?.isRequired === true) say('body-required-added', is.at, 'it demands a body now');
  } else if (is === null) say('body-removed', at, 'it takes no body any more', { was: was.at });
  else {
    if (!was.isRequired && is.isRequired) say('body-required-set', is.at, 'its body is required now');
    compareContent(was.content, is.content, { ...part, at: is.at, name: 'body' });
  }
}

function compareResponses(before: Operation, after: Operation, part: Part): void {
  const at = child(after.at, 'responses') ?? after.at;
  for (const [status, was] of before.responses) {
    const isAll = status === 'DEFAULT' && ![...before.responses.keys()].some(isSuccess);
    const is = after.responses.get(status) ?? (isAll ? successOf(after) : rangeOf(after, status));
    if (is === undefined)
      part.say(isSuccess(status) || isAll ? 'success-removed' : 'failure-removed', at, `it does not answer ${status} any more`, {
        way: part.direction,
        was: was.at,
      });
    else {
      compareHeaders(was, is, { ...part, where: `${part.where} ${status}` });
      compareContent(was.content, is.content, { ...part, at: is.at, name: 'body', where: `${part.where} ${status}` });
    }
  }
}

/** What answers for a status that is not named: its range. */
function rangeOf({ responses }: Operation, status: string): Response | undefined {
  return /^\d/.test(status) ? responses.get(`${status.slice(0, 1)}XX`) : undefined;
}

/** What answers where success had no status of its own. */
function successOf({ responses }: Operation): Response | undefined {
  return [...responses].find(([status]) => isSuccess(status))?.[1];
}

function isSuccess(status: string): boolean {
  return /^[23]/.test(status);
}

function compareContent(base: Content, head: Content, part: Part & { readonly at: Spot; readonly name: string }): void {
  const { say, comparison, direction, where, name } = part;
  const { pairs, removed } = pairedContent(base, head, direction);
  for (const type of removed)
    say('media-type-removed', part.at, `the media type ${type} of its ${direction === 'sent' ? 'request' : 'answer'} is gone`, {
      way: direction,
      was: base.get(type)?.named ?? null,
    });
  for (const { was, is, type } of pairs) {
    const text = `${type || name} of its ${direction === 'sent' ? 'request' : 'answer'}`;
    if (was.schema !== null && is.schema !== null)
      compareSchema(was.schema, is.schema, { comparison, direction, where, way: name, isText: false, depth: 0 });
    else if (was.schema !== null)
      say('media-type-schema-removed', is.at, `${text} has no schema any more`, { way: direction, was: was.schema[0] ?? null });
    else if (is.schema !== null) say('media-type-schema-added', is.at, `${text} has a schema now`, { way: direction });
  }
}

function compareHeaders(before: Response, after: Response, part: Part): void {
  const { say, comparison, direction, where } = part;
  for (const [name, was] of before.headers) {
    const is = after.headers.get(name);
    if (is === undefined)
      say(was.isRequired ? 'header-removed' : 'optional-header-removed', after.at, `the header ${name} is gone`, {
        way: direction,
        was: was.at,
      });
    else {
      if (was.isRequired && !is.isRequired)
        say('header-required-removed', is.at, `the header ${name} is not always sent any more`, { way: direction });
      if (was.isExploded !== is.isExploded)
        say('parameter-style-changed', is.at, `the header ${name} is written another way (explode)`, { way: direction });
      compareHeaderSchema(was, is, () => ({ comparison, direction, where, way: `header ${name}`, isText: false, depth: 0 }));
    }
  }
}

function compareHeaderSchema(was: Header, is: Header, place: () => Parameters<typeof compareSchema>[2]): void {
  if (was.schema !== null && is.schema !== null) compareSchema(was.schema, is.schema, place());
}
