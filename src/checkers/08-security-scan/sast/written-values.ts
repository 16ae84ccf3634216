import type { Node } from 'oxc-parser';
import { keyOf, propertyOf } from './bindings.ts';
import { isChecked } from './guards.ts';
import { isFalse, isTrue, objectOf, textOf } from './literals.ts';
import { canonicalName } from './names.ts';
import { isOfOwnUrl } from './own-url.ts';
import { hasFixedHost } from './texts.ts';
import { type Pattern, type Program, quote } from './weakness.ts';

function isOthers(value: Node, use: Node, program: Program): boolean {
  const taint = program.taint.of(value);
  return taint !== null && !isChecked(taint, use, program.bindings);
}

export const nosqlCode: Pattern = (node, program) => {
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

export const pageWritten: Pattern = (node, program) => {
  if (
    node.type === 'AssignmentExpression' &&
    /^(innerHTML|outerHTML|srcdoc)$/.test(keyOf(node.left) ?? '') &&
    isOthers(node.right, node, program)
  )
    return { rule: 'cross-site-scripting', node, message: `${keyOf(node.left) ?? ''} gets what a link decides` };
  if (
    node.type === 'JSXAttribute' &&
    node.name.type === 'JSXIdentifier' &&
    node.name.name === 'dangerouslySetInnerHTML' &&
    node.value?.type === 'JSXExpressionContainer'
  ) {
    const html = propertyOf(node.value.expression, '__html');
    if (html !== null && isOthers(html, node, program))
      return { rule: 'cross-site-scripting', node, message: 'dangerouslySetInnerHTML gets what a link decides' };
  }
  return null;
};

/** `location = …` and `location.href = …`. */
export const pageLeft: Pattern = (node, program) => {
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') return null;
  const name = canonicalName(node.left, program.bindings);
  if (!/^((window|document|self|top|parent)\.)?location(\.href)?$/.test(name)) return null;
  const taint = program.taint.of(node.right);
  if (
    taint === null ||
    hasFixedHost(node.right, program) ||
    isOfOwnUrl(node.right, program.bindings) ||
    isChecked(taint, node, program.bindings)
  )
    return null;
  return { rule: 'open-redirect', node, message: `${name} gets ${quote(program, taint.source)}` };
};

export const unescaped: Pattern = (node, program) => {
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
