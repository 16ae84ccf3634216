import type { Node } from 'oxc-parser';
import { bare, keyOf, propertyOf } from './bindings.ts';
import { canonicalName } from './names.ts';
import { isSlow } from './slow-regex.ts';
import { piecesOf } from './texts.ts';
import { type Program, quote, type Weakness } from './weakness.ts';

type Pattern = (node: Node, program: Program) => Weakness | null;

const isFalse = (node: Node | null): boolean => node?.type === 'Literal' && (node.value === false || node.value === 0);
const isTrue = (node: Node | null): boolean => node?.type === 'Literal' && node.value === true;
const textOf = (node: Node | null | undefined): string | null =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;

/** An object, wherever it is written: itself, or what the name stands for. */
function objectOf(node: Node | undefined, { bindings }: Program): Node | null {
  if (node === undefined) return null;
  const value = bare(node);
  if (value.type === 'ObjectExpression') return value;
  const writes = bindings.of(value)?.writes ?? [];
  const [only] = writes;
  return writes.length === 1 && only?.value.type === 'ObjectExpression' && only.path.length === 0 ? only.value : null;
}

const PASSWORDS = /pass(word|wd|phrase)|pwd|credential/i;

const weakHash: Pattern = (node, program) => {
  if (node.type !== 'CallExpression' || canonicalName(node.callee, program.bindings) !== 'crypto.createHash') return null;
  const name = textOf(node.arguments[0])?.toLowerCase() ?? '';
  if (!/^(md[245]|sha-?1|ripemd)/.test(name)) return null;
  let chain: Node = node;
  for (
    let parent = program.bindings.parentOf(chain);
    parent?.type === 'MemberExpression' || parent?.type === 'CallExpression';
    parent = program.bindings.parentOf(chain)
  )
    chain = parent;
  const isOfPassword = PASSWORDS.test(program.parsed.text.slice(chain.start, chain.end));
  return { rule: 'weak-hash', node, message: `${name} is broken${isOfPassword ? ', and protects no password' : ''}` };
};

const weakCipher: Pattern = (node, program) => {
  if (node.type !== 'CallExpression') return null;
  const name = canonicalName(node.callee, program.bindings).replace(/_\d+(\.default)?\./, '.');
  if (!/^crypto\.create(Dec|C)ipher(iv)?$/.test(name)) return null;
  const cipher = textOf(node.arguments[0])?.toLowerCase() ?? '';
  const isOld = /(^|-)(des|des3|3des|rc2|rc4|bf|blowfish|idea|seed|cast5?)(-|$)|-ecb$/.test(cipher);
  if (isOld) return { rule: 'weak-cipher', node, message: `${cipher} is broken`, isMild: name.includes('Decipher') };
  if (!name.endsWith('iv'))
    return { rule: 'weak-cipher', node, message: 'createCipher makes the key from the password alone, and always the same' };
  const iv = node.arguments[2];
  return textOf(iv) !== null && !cipher.endsWith('-ecb')
    ? { rule: 'weak-cipher', node, message: `${cipher} with a fixed initialisation vector` }
    : null;
};

const SECRET_NAME =
  /(password|passwd|secret|otp|csrf|xsrf|reset_?token|session_?(id|token|key)|api_?key|auth_?token|access_?token|private_?key|verification_?code|salt)$/i;

const weakRandom: Pattern = (node, program) => {
  const { bindings, parsed } = program;
  if (node.type !== 'CallExpression' || canonicalName(node.callee, bindings) !== 'Math.random') return null;
  let around = bindings.parentOf(node);
  for (; around !== null; around = bindings.parentOf(around)) {
    const named =
      around.type === 'VariableDeclarator'
        ? around.id
        : around.type === 'AssignmentExpression'
          ? around.left
          : around.type === 'Property'
            ? around.key
            : null;
    if (named !== null) {
      const name = parsed.text.slice(named.start, named.end);
      return SECRET_NAME.test(name)
        ? { rule: 'weak-random', node, message: `${quote(program, named)} can be foretold: it comes from Math.random` }
        : null;
    }
    if (/Function|Statement$/.test(around.type)) return null;
  }
  return null;
};

const tlsNotVerified: Pattern = (node, program) => {
  if (node.type === 'AssignmentExpression') {
    const key = keyOf(node.left);
    if (key === 'NODE_TLS_REJECT_UNAUTHORIZED' && (textOf(node.right) === '0' || isFalse(node.right)))
      return { rule: 'tls-not-verified', node, message: 'certificates are verified no more in this whole process' };
    if (key === 'rejectUnauthorized' && isFalse(node.right))
      return { rule: 'tls-not-verified', node, message: 'certificates are not verified' };
    return null;
  }
  if (
    node.type === 'CallExpression' &&
    /(^|\.)credentials\.createInsecure$|(^|\.)ServerCredentials\.createInsecure$/.test(canonicalName(node.callee, program.bindings)) &&
    /grpc/.test(program.parsed.text)
  )
    return { rule: 'tls-not-verified', node, message: 'gRPC without TLS', isMild: true };
  if (node.type !== 'Property' || node.computed) return null;
  const key = node.key.type === 'Identifier' ? node.key.name : (textOf(node.key) ?? '');
  if (/^(rejectUnauthorized|strictSSL|strictSsl|SSL_VERIFYPEER|SSL_VERIFYHOST|checkCertificate)$/.test(key) && isFalse(node.value))
    return { rule: 'tls-not-verified', node, message: `certificates are not verified (${key})` };
  if (
    /^(minVersion|maxVersion|secureProtocol)$/.test(key) &&
    /^(TLSv1(\.1)?|SSLv\d?|SSLv[23]_method|TLSv1(_1)?_method)$/.test(textOf(node.value) ?? '')
  )
    return { rule: 'tls-not-verified', node, message: `${textOf(node.value) ?? ''} is broken` };
  return null;
};

const jwtNotVerified: Pattern = (node, program) => {
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
      return { rule: 'jwt-not-verified', node, message: 'a token is good for ever', isMild: true };
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

const DIGESTS = /^crypto\.(createHmac\(\)(\.update\(\))*\.digest|pbkdf2Sync|scryptSync)\(\)(\.toString\(\))?$/;

const timingUnsafe: Pattern = (node, program) => {
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return null;
  const { left, right } = node;
  if (left.type === 'Literal' || right.type === 'Literal' || left.type === 'UnaryExpression') return null;
  const isDigest = [left, right].some((one) => DIGESTS.test(canonicalName(one, program.bindings)));
  if (isDigest) return { rule: 'timing-unsafe-comparison', node, message: `${quote(program, node)} tells by its time how much was right` };
  const isSecret = (one: Node) => /^process\.env\.\w*(SECRET|TOKEN|PASSWORD|API_?KEY)\w*$/.test(canonicalName(one, program.bindings));
  const isOthers = [left, right].some((one) => program.taint.of(one) !== null);
  if (isOthers && [left, right].some(isSecret))
    return {
      rule: 'timing-unsafe-comparison',
      node,
      message: `${quote(program, node)} tells by its time how much was right`,
      isMild: true,
    };
  return null;
};

const slowRegex: Pattern = (node, program) => {
  if (node.type !== 'Literal' || !('regex' in node) || node.regex === null || node.regex === undefined || !isSlow(node.regex.pattern))
    return null;
  return { rule: 'slow-regex', node, message: `${quote(program, node)} takes exponential time`, isMild: !isGivenOthers(node, program) };
};

/** Is it matched with what others choose? */
function isGivenOthers(regex: Node, program: Program): boolean {
  const { bindings, taint } = program;
  const uses = [regex];
  const parent = bindings.parentOf(regex);
  const call = parent?.type === 'MemberExpression' ? bindings.parentOf(parent) : parent;
  if (call?.type === 'CallExpression')
    return [...call.arguments, ...(call.callee.type === 'MemberExpression' ? [call.callee.object] : [])].some(
      (one) => !uses.includes(one) && taint.of(one) !== null,
    );
  return false;
}

const insecureCookie: Pattern = (node, program) => {
  if (node.type !== 'CallExpression') return null;
  const name = canonicalName(node.callee, program.bindings);
  if (/^(express-session|cookie-session)$/.test(name)) {
    const options = objectOf(node.arguments[0], program);
    const cookie = propertyOf(options, 'cookie') ?? (name === 'cookie-session' ? options : null);
    const off = ['httpOnly', 'secure'].find((key) => isFalse(propertyOf(cookie, key)));
    if (off !== undefined) return { rule: 'insecure-cookie', node, message: `the cookie of the session has ${off} off` };
    return name === 'express-session' && options !== null && cookie === null
      ? { rule: 'insecure-cookie', node, message: 'the cookie of the session goes over plain HTTP too (`secure` is off)' }
      : null;
  }
  if (
    node.callee.type !== 'MemberExpression' ||
    keyOf(node.callee) !== 'cookie' ||
    !/^(session|sid|token|auth|jwt|access_?token|refresh_?token)/i.test(textOf(node.arguments[0]) ?? '')
  )
    return null;
  const options = objectOf(node.arguments[2], program);
  if (node.arguments[2] !== undefined && options === null) return null;
  return isTrue(propertyOf(options, 'httpOnly'))
    ? null
    : { rule: 'insecure-cookie', node, message: `a script of the page can read the cookie "${textOf(node.arguments[0]) ?? ''}"` };
};

const permissiveCors: Pattern = (node, program) => {
  if (node.type !== 'CallExpression') return null;
  const [first, second] = node.arguments;
  if (canonicalName(node.callee, program.bindings) === 'cors') {
    const options = objectOf(first, program);
    const origin = propertyOf(options, 'origin');
    return isTrue(propertyOf(options, 'credentials')) && (isTrue(origin) || textOf(origin) === '*')
      ? { rule: 'permissive-cors', node, message: 'every site may read answers with credentials' }
      : null;
  }
  if (node.callee.type !== 'MemberExpression' || !/^(set|header|setHeader)$/.test(keyOf(node.callee) ?? '')) return null;
  if (textOf(first)?.toLowerCase() !== 'access-control-allow-origin' || second === undefined) return null;
  if (textOf(second) === '*' || piecesOf(second, program).join('') === '*')
    return { rule: 'permissive-cors', node, message: 'every site may read the answer', isMild: true };
  if (program.taint.of(second) === null) return null;
  return {
    rule: 'permissive-cors',
    node,
    message: 'the site that asks is allowed, whichever it is',
    isMild: !/access-control-allow-credentials/i.test(program.parsed.text),
  };
};

const unsafeElectron: Pattern = (node) => {
  if (node.type !== 'Property' || node.key.type !== 'Identifier' || node.key.name !== 'webPreferences') return null;
  const off = ['webSecurity', 'contextIsolation'].find((key) => isFalse(propertyOf(node.value, key)));
  const on = ['nodeIntegration', 'nodeIntegrationInWorker', 'allowRunningInsecureContent', 'experimentalFeatures'].find((key) =>
    isTrue(propertyOf(node.value, key)),
  );
  if (off === undefined && on === undefined && propertyOf(node.value, 'enableBlinkFeatures') === null) return null;
  return { rule: 'unsafe-electron', node, message: `pages have rights of the program (${off ?? on ?? 'enableBlinkFeatures'})` };
};

const pollutedPrototype: Pattern = (node, program) => {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression' || !node.left.computed) return null;
  const inner = bare(node.left.object);
  if (inner.type !== 'MemberExpression' || !inner.computed) return null;
  const keys = [node.left.property, inner.property];
  if (!keys.every((key) => program.taint.of(key) !== null)) return null;
  return { rule: 'prototype-pollution', node, message: `both keys of ${quote(program, node.left)} come from outside: __proto__ is one` };
};

const nosqlCode: Pattern = (node, program) => {
  const value =
    node.type === 'Property' && textOrName(node.key) === '$where'
      ? node.value
      : node.type === 'AssignmentExpression' && keyOf(node.left) === '$where'
        ? node.right
        : null;
  return value !== null && program.taint.of(value) !== null
    ? { rule: 'nosql-injection', node, message: '$where runs what comes from outside' }
    : null;
};

function textOrName(key: Node): string | null {
  return key.type === 'Identifier' ? key.name : textOf(key);
}

const pageWritten: Pattern = (node, program) => {
  if (
    node.type === 'AssignmentExpression' &&
    /^(innerHTML|outerHTML|srcdoc)$/.test(keyOf(node.left) ?? '') &&
    program.taint.of(node.right) !== null
  )
    return { rule: 'cross-site-scripting', node, message: `${keyOf(node.left) ?? ''} gets what a link decides` };
  if (
    node.type === 'JSXAttribute' &&
    node.name.type === 'JSXIdentifier' &&
    node.name.name === 'dangerouslySetInnerHTML' &&
    node.value?.type === 'JSXExpressionContainer'
  ) {
    const html = propertyOf(node.value.expression, '__html');
    if (html !== null && program.taint.of(html) !== null)
      return { rule: 'cross-site-scripting', node, message: 'dangerouslySetInnerHTML gets what a link decides' };
  }
  return null;
};

const unescaped: Pattern = (node, program) => {
  if (node.type === 'AssignmentExpression' && keyOf(node.left) === 'escapeMarkup' && isFalse(node.right))
    return { rule: 'cross-site-scripting', node, message: 'templates escape nothing', isMild: true };
  if (node.type !== 'CallExpression') return null;
  const name = canonicalName(node.callee, program.bindings);
  const [first, second] = node.arguments;
  if (/^handlebars\.compile$/i.test(name) && isTrue(propertyOf(objectOf(second, program), 'noEscape')))
    return { rule: 'cross-site-scripting', node, message: 'the template escapes nothing', isMild: true };
  if (name === 'serialize-javascript' && isTrue(propertyOf(objectOf(second, program), 'unsafe')))
    return { rule: 'cross-site-scripting', node, message: 'the script is written out without escaping', isMild: true };
  return /^(squirrelly|Sqrl)\.autoEscaping$/.test(name) && isFalse(first ?? null)
    ? { rule: 'cross-site-scripting', node, message: 'templates escape nothing', isMild: true }
    : null;
};

export const PATTERNS: readonly Pattern[] = [
  weakHash,
  weakCipher,
  weakRandom,
  tlsNotVerified,
  jwtNotVerified,
  timingUnsafe,
  slowRegex,
  insecureCookie,
  permissiveCors,
  unsafeElectron,
  pollutedPrototype,
  nosqlCode,
  pageWritten,
  unescaped,
];
