import type { Node } from 'oxc-parser';
import { isReference } from '../secrets/placeholder.ts';
import type { Secret } from '../secrets/secret.ts';
import { keyOf, propertyOf } from './bindings.ts';
import { canonicalName } from './names.ts';
import { piecesOf } from './texts.ts';
import type { Program } from './weakness.ts';

/** Calls that take a key or a password: a text of the source there is one, however simple. */
export function fixedCredential(node: Node, program: Program): Secret | null {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const name = canonicalName(node.callee, program.bindings);
  const [first, second] = node.arguments;
  const say = (value: Node | null | undefined, what: string): Secret | null => {
    const text = value === null || value === undefined ? null : wholeText(value, program);
    if (text === null || text === '' || isReference(text) || value === null || value === undefined) return null;
    return { rule: 'hard-coded-secret', what, value: text, line: program.parsed.lineOf(node.start), strength: 'strong' };
  };
  if (/^(jsonwebtoken|jose\.JWT)\.(sign|verify)$/.test(name)) {
    const key =
      second?.type === 'CallExpression' && canonicalName(second.callee, program.bindings).endsWith('.asKey') ? second.arguments[0] : second;
    return say(key, 'the key of tokens');
  }
  if (/^(express-jwt|express-jwt\.expressjwt|koa-jwt|express-session)$/.test(name))
    return say(propertyOf(first, 'secret'), `the secret of ${name.split('.')[0] ?? ''}`);
  if (/^passport-[\w-]+\.Strategy$/.test(name))
    return say(
      propertyOf(first, 'secretOrKey') ?? propertyOf(first, 'clientSecret') ?? propertyOf(first, 'consumerSecret'),
      'the secret of a login',
    );
  if (/^crypto\.(createHmac|createCipheriv|createDecipheriv)$/.test(name)) return say(second, 'a key given to crypto');
  if (
    node.callee.type === 'MemberExpression' &&
    /^(login|authenticate|signIn|signInWithEmailAndPassword)$/.test(keyOf(node.callee) ?? '') &&
    /^[^\s@]+@[^\s@]+\.\w+$/.test(wholeText(first, program) ?? '')
  )
    return say(second, 'the password of an account');
  return null;
}

function wholeText(node: Node | undefined, program: Program): string | null {
  if (node === undefined) return null;
  const pieces = piecesOf(node, program);
  return pieces.every((piece) => piece !== null) ? pieces.join('') : null;
}
