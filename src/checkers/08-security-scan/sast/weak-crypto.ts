import type { Node } from 'oxc-parser';
import { canonicalName } from './names.ts';
import { propertyOf } from './bindings.ts';
import { objectOf, textOf } from './literals.ts';
import { type Pattern, quote } from './weakness.ts';

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
  const isOfPassword = PASSWORDS.test(program.parsed.text.slice(chain.start, chain.end));
  return { rule: 'weak-hash', node, message: `${name} is broken${isOfPassword ? ', and protects no password' : ''}` };
};

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

const SECRET_NAME =
  /(password|passwd|secret|otp|csrf|xsrf|reset_?token|session_?(id|token|key)|api_?key|auth_?token|access_?token|private_?key|verification_?code|salt)$/i;

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
      return SECRET_NAME.test(name)
        ? { rule: 'weak-random', node, message: `${quote(program, named)} can be foretold: it comes from Math.random` }
        : null;
    }
    if (/Function|Statement$/.test(around.type)) return null;
  }
  return null;
};
