import type { Node } from 'oxc-parser';
import { keyOf, propertyOf } from './bindings.ts';
import { canonicalName } from './names.ts';
import { isOff, isTrue, objectOf, textOf } from './literals.ts';
import type { Pattern, Program } from './weakness.ts';

export const tlsNotVerified: Pattern = (node, program) => {
  if (node.type === 'AssignmentExpression') {
    const key = keyOf(node.left);
    if (key === 'NODE_TLS_REJECT_UNAUTHORIZED' && (textOf(node.right) === '0' || isOff(node.right, program)))
      return { rule: 'tls-not-verified', node, message: 'certificates are verified no more in this whole process' };
    if (key === 'rejectUnauthorized' && isOff(node.right, program))
      return { rule: 'tls-not-verified', node, message: 'certificates are not verified' };
    return null;
  }
  if (
    node.type === 'CallExpression' &&
    /(^|\.)credentials\.createInsecure$|(^|\.)ServerCredentials\.createInsecure$/.test(canonicalName(node.callee, program.bindings)) &&
    /grpc/.test(program.parsed.text)
  )
    return { rule: 'tls-not-verified', node, message: 'gRPC without TLS', isMild: true };
  if (node.type !== 'Property') return null;
  const key = node.key.type === 'Identifier' && !node.computed ? node.key.name : (textOf(node.key) ?? '');
  if (key === 'NODE_TLS_REJECT_UNAUTHORIZED' && (textOf(node.value) === '0' || isOff(node.value, program)))
    return { rule: 'tls-not-verified', node, message: 'certificates are verified no more by what gets this environment' };
  if (/^(rejectUnauthorized|strictSSL|strictSsl|SSL_VERIFYPEER|SSL_VERIFYHOST|checkCertificate)$/.test(key) && isOff(node.value, program))
    return { rule: 'tls-not-verified', node, message: `certificates are not verified (${key})` };
  if (
    /^(minVersion|maxVersion|secureProtocol)$/.test(key) &&
    /^(TLSv1(\.1)?|SSLv\d?|SSLv[23]_method|TLSv1(_1)?_method)$/.test(textOf(node.value) ?? '')
  )
    return { rule: 'tls-not-verified', node, message: `${textOf(node.value) ?? ''} is broken` };
  return null;
};

export const jwtNotVerified: Pattern = (node, program) => {
  if (node.type !== 'CallExpression') return null;
  const name = canonicalName(node.callee, program.bindings);
  if (/^(jsonwebtoken|jose\.JWT|jose|fast-jwt)\.(verify|jwtVerify)$/.test(name)) {
    const [, key, options] = node.arguments;
    const wanted = propertyOf(objectOf(options, program), 'algorithms');
    const isNone = wanted?.type === 'ArrayExpression' && wanted.elements.some((one) => /^none$/i.test(textOf(one) ?? ''));
    const isKeyless = key?.type === 'Literal' && (key.value === null || key.value === '' || key.value === false);
    if (isNone || isKeyless || (key !== undefined && canonicalName(key, program.bindings) === 'jose.JWK.None'))
      return { rule: 'jwt-not-verified', node, message: 'a token without a signature is taken for a good one' };
    if (isTrue(propertyOf(objectOf(options, program), 'ignoreExpiration')))
      return {
        rule: 'jwt-not-verified',
        node,
        message: 'a token is good for ever',
        ...(isAboutExpiry(node, program) ? { isMild: true } : {}),
      };
  }
  if (
    name === 'jsonwebtoken.decode' &&
    node.arguments[0] !== undefined &&
    program.taint.of(node.arguments[0]) !== null &&
    !/\bverify\b/.test(program.parsed.text)
  )
    return { rule: 'jwt-not-verified', node, message: 'a token is read and its signature never verified' };
  return null;
};

/** Where a session is renewed or ended, or the date is looked at by hand, an old token is what is expected. */
function isAboutExpiry(node: Node, { bindings, parsed }: Program): boolean {
  const around = bindings.functionAround(node) ?? parsed.program;
  const named = bindings.parentOf(around) ?? around;
  const text = parsed.text.slice(isNaming(named) ? named.start : around.start, around.end).replaceAll('ignoreExpiration', '');
  return /refresh|renew|rotat|extend|log_?out|sign_?out|revok|expir|\bexp\b/i.test(text);
}

const isNaming = ({ type }: Node): boolean => /^(VariableDeclarator|MethodDefinition|Property|PropertyDefinition)$/.test(type);
