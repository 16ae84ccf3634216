import type { Node } from 'oxc-parser';
import { type Bindings, keyOf } from './bindings.ts';

/** ``String.raw`…` ``: puts together what it is given as a template without a tag does. */
export function isRawText({ tag }: Node & { readonly type: 'TaggedTemplateExpression' }, bindings: Bindings): boolean {
  if (tag.type !== 'MemberExpression' || keyOf(tag) !== 'raw') return false;
  const { object } = tag;
  return object.type === 'Identifier' && object.name === 'String' && bindings.of(object) === null;
}
