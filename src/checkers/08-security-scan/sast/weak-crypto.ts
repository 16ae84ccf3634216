import type { Node } from 'oxc-parser';
import { canonicalName } from './names.ts';
import { isFunction, keyOf, propertyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { objectOf, textOf } from './literals.ts';
import { type Pattern, type Program, quote } from './weakness.ts';

const PASSWORDS = /pass(word|wd|phrase)|pwd|credential/i;

export const weakHash: Pattern = (node, program) => {
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
  const isOfPassword = PASSWORDS.test(`${program.parsed.text.slice(chain.start, chain.end)} ${updatesOf(chain, program)}`);
  // A password that is looked up among those that leaked is asked for by the SHA-1 of it, or by the first five digits of that.
  const isLookedUp = /pwned|\.(slice|substring|substr)\(0, ?5\)/i.test(textAround(node, program));
  return isOfPassword && !isLookedUp
    ? { rule: 'weak-hash', node, message: `${name} is broken, and protects no password` }
    : { rule: 'weak-hash', node, message: `${name} is broken`, isMild: true };
};

/** The function that a place is in, with its name; at the top the statement alone. */
function textAround(node: Node, { bindings, parsed }: Program): string {
  const made = bindings.functionAround(node);
  let around = made ?? node;
  for (let parent = bindings.parentOf(around); parent !== null; parent = bindings.parentOf(around)) {
    if (made === null ? parent.type === 'Program' : !NAMES.test(parent.type)) break;
    around = parent;
  }
  return parsed.text.slice(around.start, around.end);
}

const NAMES = /^(VariableDeclarator|MethodDefinition|Property|PropertyDefinition|AssignmentExpression)$/;

/** What a hash with a name is given: `hash.update(…)`. */
function updatesOf(made: Node, { bindings, parsed }: Program): string {
  const parent = bindings.parentOf(made);
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return '';
  const given = new RegExp(`\\b${RegExp.escape(parent.id.name)}\\.update\\(([^;\\n]{0,200})`, 'g');
  return [...parsed.text.matchAll(given)].map(([, text]) => text).join(' ');
}

export const weakCipher: Pattern = (node, program) => {
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

/** Keys that are found by trying. */
export const shortKey: Pattern = (node, program) => {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return null;
  const name = canonicalName(node.callee, program.bindings);
  const [first, second] = node.arguments;
  const bits = /^crypto\.generateKeyPair(Sync)?$/.test(name)
    ? propertyOf(objectOf(second, program), 'modulusLength')
    : name === 'crypto.createDiffieHellman'
      ? first
      : name === 'node-rsa'
        ? propertyOf(objectOf(first, program), 'b')
        : null;
  return bits?.type === 'Literal' && typeof bits.value === 'number' && bits.value < 2048
    ? { rule: 'weak-cipher', node, message: `a key of ${bits.value} bits is too short` }
    : null;
};

/** Fewer rounds no standard has ever allowed; what makes scrypt of it uses one, and is slow by other means. */
const FEWEST_ROUNDS = 1000;

/** A key of a password that is made so fast that all passwords can be tried. */
export const cheapKey: Pattern = (node, program) => {
  const rounds =
    node.type === 'CallExpression' && /^crypto\.pbkdf2(Sync)?$/.test(canonicalName(node.callee, program.bindings))
      ? node.arguments[2]
      : textOf(propertyOf(node, 'name')) === 'PBKDF2'
        ? propertyOf(node, 'iterations')
        : null;
  const count = rounds === null || rounds === undefined ? null : meantBy(rounds, program.bindings);
  if (count?.type !== 'Literal' || typeof count.value !== 'number' || count.value >= FEWEST_ROUNDS || isInScrypt(node, program))
    return null;
  return { rule: 'weak-hash', node, message: `PBKDF2 of ${count.value} rounds protects no password` };
};

/** A function around it says by its name that it is a part of scrypt. */
function isInScrypt(node: Node, { bindings, parsed }: Program): boolean {
  for (let around = bindings.functionAround(node); around !== null; around = bindings.functionAround(around)) {
    const parent = bindings.parentOf(around);
    const named = parent !== null && NAMES.test(parent.type) ? parent : around;
    const body = 'body' in around && around.body !== null && typeof around.body === 'object' ? (around.body as Node) : around;
    if (/scrypt/i.test(parsed.text.slice(named.start, body.start))) return true;
  }
  return false;
}

const SECRET_NAME =
  /(password|passwd|secret|otp|csrf|xsrf|reset_?token|session_?(id|token|key)|api_?key|auth_?token|access_?token|private_?key|verification_?code|salt)$/i;

const WAITS = /timeout|sleep|delay|wait|jitter|retry|backoff/i;
const MAKES =
  /^_?(generate|gen|create|make|new|random|build|issue)_?\w*?(password|passwd|passcode|passphrase|secret|otp|token|csrf|nonce|salt|session_?(id|key|token)|api_?key|(reset|verification|confirmation|invite|invitation|login|auth|access)_?code)$/i;

/** The function around a call that says of itself that it makes a secret; null where the value is only waited for. */
function makerAround(node: Node, program: Program): string | null {
  const { bindings, parsed } = program;
  let around = bindings.parentOf(node);
  for (; around !== null && !isFunction(around); around = bindings.parentOf(around))
    if (around.type === 'CallExpression' && WAITS.test(parsed.text.slice(around.callee.start, around.callee.end))) return null;
  if (around === null) return null;
  const parent = bindings.parentOf(around);
  const name =
    around.type === 'FunctionDeclaration'
      ? around.id
      : parent?.type === 'VariableDeclarator'
        ? parent.id
        : parent?.type === 'MethodDefinition' || parent?.type === 'Property' || parent?.type === 'PropertyDefinition'
          ? parent.key
          : parent?.type === 'AssignmentExpression'
            ? parent.left
            : null;
  if (name === null) return parent === null || !isFunction(around) ? null : makerAround(around, program);
  const text = keyOf(name) ?? parsed.text.slice(name.start, name.end);
  return saysItMakesSecret(text) ? text : null;
}

/** By the name of a function. */
export function saysItMakesSecret(name: string): boolean {
  return MAKES.test(name) && !/token(s|ize|izer)$|design|color|mock|fake|test/i.test(name);
}

export const weakRandom: Pattern = (node, program) => {
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
      if (SECRET_NAME.test(name))
        return { rule: 'weak-random', node, message: `${quote(program, named)} can be foretold: it comes from Math.random` };
      if (WAITS.test(name)) return null;
      break;
    }
    if (isFunction(around) || (around.type === 'CallExpression' && WAITS.test(parsed.text.slice(around.callee.start, around.callee.end))))
      break;
    if (around.type.endsWith('Statement')) break;
  }
  const maker = makerAround(node, program);
  return maker === null ? null : { rule: 'weak-random', node, message: `what ${maker} makes can be foretold: it comes from Math.random` };
};
