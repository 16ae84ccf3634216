import { escapeUnits } from '../escape.ts';

/** A document as it is printed: indented, ending in a line break, and harmless on a terminal and in a CI log. */
export function jsonText(document: object): string {
  return `${escapeUnits(JSON.stringify(document, null, 2))}\n`;
}
