import type { Node } from 'oxc-parser';
import { bare, keyOf, propertyOf } from './bindings.ts';
import { isFalse, isTrue, objectOf, textOf } from './literals.ts';
import { canonicalName } from './names.ts';
import { type Pattern, quote } from './weakness.ts';

export const pollutedPrototype: Pattern = (node, program) => {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression' || !node.left.computed) return null;
  const inner = bare(node.left.object);
  if (inner.type !== 'MemberExpression' || !inner.computed) return null;
  const keys = [node.left.property, inner.property];
  if (!keys.every((key) => program.taint.of(key) !== null)) return null;
  return { rule: 'prototype-pollution', node, message: `both keys of ${quote(program, node.left)} come from outside: __proto__ is one` };
};

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
