import type { Node } from 'oxc-parser';
import { propertyOf } from './bindings.ts';
import { objectOf, textOf } from './literals.ts';
import { meantBy } from './meant-by.ts';
import type { Call, Program } from './weakness.ts';

/** Headers that decide what is done with an answer, or what comes back: one that others choose turns a file into a page, or sends another cookie. */
const HARMFUL =
  /^(content-(type|disposition|security-policy(-report-only)?|encoding)|set-cookie|refresh|link|x-accel-redirect|x-sendfile|x-frame-options|clear-site-data|service-worker-allowed|access-control-allow-credentials)$/i;

export function isHarmfulHeader(name: string): boolean {
  return HARMFUL.test(name);
}

/** What others choose says which header it is, or stands in one that decides something. */
export function decidesHeader({ arguments: given }: Call, argument: Node, program: Program): boolean {
  const [name] = given;
  const value = meantBy(argument, program.bindings);
  if (value.type === 'ObjectExpression') return hasHarmfulHeader(value, program);
  return given.length > 1 && (argument === name || (argument === given[1] && isHarmfulHeader(textOf(name) ?? '')));
}

/** `new Response(body, { headers })`. */
export function holdsHeader(options: Node, program: Program): boolean {
  const headers = propertyOf(objectOf(options, program), 'headers');
  return headers !== null && hasHarmfulHeader(meantBy(headers, program.bindings), program);
}

function hasHarmfulHeader(headers: Node, { taint }: Program): boolean {
  if (headers.type !== 'ObjectExpression') return false;
  return headers.properties.some((one) => {
    if (one.type !== 'Property') return false;
    const key = one.key.type === 'Identifier' && !one.computed ? one.key.name : (textOf(one.key) ?? '');
    return isHarmfulHeader(key) && taint.of(one.value) !== null;
  });
}
