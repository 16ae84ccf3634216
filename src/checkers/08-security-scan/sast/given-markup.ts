import type { Node } from 'oxc-parser';
import { bare, type Bindings, isFunction, keyOf, propertyOf } from './bindings.ts';
import { meantBy } from './meant-by.ts';
import { isChecked } from './guards.ts';
import type { Pattern } from './weakness.ts';

/** What says of itself that it takes the danger out of markup, or makes it of what has none. */
const CLEANS = /sanit|purif|escape|encode|clean|safe|trusted|strip|highlight|shiki|katex|icon|svg|json/i;

/** A component that writes what it is given as markup: who uses it does not see that. */
export const givenMarkup: Pattern = (node, program) => {
  const html = markupIn(node);
  if (html === null) return null;
  const { bindings, parsed, taint } = program;
  if (CLEANS.test(parsed.text.slice(html.start, html.end))) return null;
  const others = taint.of(html);
  if (others !== null) return null;
  return isOfProperties(meantBy(html, bindings), bindings)
    ? { rule: 'cross-site-scripting', node, message: 'what the component is given becomes markup as it came', isMild: true }
    : null;
};

/** Angular is told that a text needs no cleaning. */
export const trustedMarkup: Pattern = (node, program) => {
  if (node.type !== 'CallExpression' || !/^bypassSecurityTrust(Html|Script)$/.test(keyOf(node.callee) ?? '')) return null;
  const [html] = node.arguments;
  const text = html === undefined ? '' : program.parsed.text.slice(html.start, html.end);
  if (html === undefined || html.type === 'Literal' || CLEANS.test(text)) return null;
  const taint = program.taint.of(html);
  const isOthers = taint !== null && !isChecked(taint, node, program.bindings);
  return {
    rule: 'cross-site-scripting',
    node,
    message: `${keyOf(node.callee) ?? ''} gets ${isOthers ? 'what others choose' : 'what nobody cleaned'}`,
    ...(isOthers ? {} : { isMild: true }),
  };
};

function markupIn(node: Node): Node | null {
  if (node.type !== 'JSXAttribute' || node.name.type !== 'JSXIdentifier' || node.name.name !== 'dangerouslySetInnerHTML') return null;
  return node.value?.type === 'JSXExpressionContainer' ? propertyOf(node.value.expression, '__html') : null;
}

/** `props.html`, `this.props.html`, `html` of `({ html }) => …`. */
function isOfProperties(value: Node, bindings: Bindings): boolean {
  if (value.type === 'MemberExpression') {
    const object = bare(value.object);
    if (object.type === 'MemberExpression') return keyOf(object) === 'props' || isOfProperties(object, bindings);
    return isOfProperties(object, bindings);
  }
  const parameter = bindings.of(value)?.parameter;
  return parameter !== null && parameter !== undefined && parameter.index === 0 && isComponent(parameter.of, bindings);
}

function isComponent(made: Node, bindings: Bindings): boolean {
  if (!isFunction(made)) return false;
  const parent = bindings.parentOf(made);
  const name = made.type === 'FunctionDeclaration' ? made.id : parent?.type === 'VariableDeclarator' ? parent.id : null;
  return name?.type === 'Identifier'
    ? /^[A-Z]/.test(name.name)
    : parent?.type === 'CallExpression' || parent?.type === 'ExportDefaultDeclaration';
}
