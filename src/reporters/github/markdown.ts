import { escape, type EscapeOptions } from '../escape.ts';

/** What is left as it is: no structure of Markdown or HTML begins with it. */
const PLAIN = /[^\p{L}\p{N}\p{M} ]/gu;

/** Untrusted text as Markdown that shows it, in a table cell too: every mark is a character reference, which is never structure. */
export function markdownText(text: string, options: EscapeOptions = {}): string {
  return escape(text, { limit: 500, ...options }).replaceAll(PLAIN, (character) => `&#${character.codePointAt(0)};`);
}

/** The same in letters of one width. GitHub makes no links and mentions of what stands there. */
export function markdownCode(text: string, options: EscapeOptions = {}): string {
  return `<code>${markdownText(text, options)}</code>`;
}
