import { keyOf, propertyOf } from './bindings.ts';
import { isChecked } from './guards.ts';
import { isFalse, isTrue, objectOf, textOf } from './literals.ts';
import { canonicalName } from './names.ts';
import { piecesOf } from './texts.ts';
import type { Pattern } from './weakness.ts';

export const insecureCookie: Pattern = (node, program) => {
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
  const set = node.arguments[2] === undefined ? [] : (program.bindings.of(node.arguments[2])?.keys ?? []);
  const of = (key: string) => set.findLast((one) => one.key === key)?.value ?? propertyOf(options, key);
  if (isFalse(of('secure')))
    return { rule: 'insecure-cookie', node, message: `the cookie "${textOf(node.arguments[0]) ?? ''}" goes over plain HTTP too` };
  return isTrue(of('httpOnly'))
    ? null
    : { rule: 'insecure-cookie', node, message: `a script of the page can read the cookie "${textOf(node.arguments[0]) ?? ''}"` };
};

export const permissiveCors: Pattern = (node, program) => {
  if (node.type !== 'CallExpression') return null;
  const [first, second] = node.arguments;
  if (canonicalName(node.callee, program.bindings) === 'cors') {
    const options = objectOf(first, program);
    const origin = propertyOf(options, 'origin');
    return isTrue(propertyOf(options, 'credentials')) && (isTrue(origin) || textOf(origin) === '*')
      ? { rule: 'permissive-cors', node: origin ?? node, message: 'every site may read answers with credentials' }
      : null;
  }
  if (node.callee.type !== 'MemberExpression' || !/^(set|header|setHeader)$/.test(keyOf(node.callee) ?? '')) return null;
  if (textOf(first)?.toLowerCase() !== 'access-control-allow-origin' || second === undefined) return null;
  if (textOf(second) === '*' || piecesOf(second, program).join('') === '*')
    return { rule: 'permissive-cors', node, message: 'every site may read the answer', isMild: true };
  const taint = program.taint.of(second);
  if (taint === null || isChecked(taint, node, program.bindings)) return null;
  return {
    rule: 'permissive-cors',
    node,
    message: 'the site that asks is allowed, whichever it is',
    isMild: !/access-control-allow-credentials/i.test(program.parsed.text),
  };
};

export const unsafeElectron: Pattern = (node) => {
  if (node.type !== 'Property' || node.key.type !== 'Identifier' || node.key.name !== 'webPreferences') return null;
  const off = ['webSecurity', 'contextIsolation'].find((key) => isFalse(propertyOf(node.value, key)));
  const on = ['nodeIntegration', 'nodeIntegrationInWorker', 'allowRunningInsecureContent', 'experimentalFeatures'].find((key) =>
    isTrue(propertyOf(node.value, key)),
  );
  if (off === undefined && on === undefined && propertyOf(node.value, 'enableBlinkFeatures') === null) return null;
  return { rule: 'unsafe-electron', node, message: `pages have rights of the program (${off ?? on ?? 'enableBlinkFeatures'})` };
};
