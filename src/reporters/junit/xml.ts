import { escape } from '../escape.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Untrusted text as XML 1.0 can hold it: what no XML may contain becomes readable, such as `\u0007`. */
function xmlText(text: string, { keepsLines = false }: { readonly keepsLines?: boolean } = {}): string {
  return escape(text, { keepsLines })
    .replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Elements, or one text. */
  readonly content?: readonly Element[] | string;
}

/** An element and what is in it. Names are ours; values and texts may be anybody's. */
export function xmlElement({ name, attributes, content = [] }: Element, indent = ''): string {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const start = `${indent}<${name}${words.join('')}`;
  if (typeof content === 'string') return `${start}>${xmlText(content, { keepsLines: true })}</${name}>\n`;
  if (content.length === 0) return `${start}/>\n`;
  return `${start}>\n${content.map((child) => xmlElement(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
}
