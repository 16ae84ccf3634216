import { escape } from '../escape.ts';

/**
 * Untrusted text as a plain text message: line breaks stay, and what a viewer would take for a link of the standard
 * (`[text](target)`) is none.
 */
export function sarifText(text: string): string {
  const shown = escape(text, { keepsLines: true }).replaceAll('](', '] (');
  // The standard has no empty messages.
  return shown.trim() === '' ? '(no text)' : shown;
}
