import { keyOf, propertyOf } from './bindings.ts';
import { isChecked } from './guards.ts';
import { isFalse, isTrue, objectOf, textOf } from './literals.ts';
import { canonicalName } from './names.ts';
import { piecesOf } from './texts.ts';
import type { Pattern } from './weakness.ts';

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
