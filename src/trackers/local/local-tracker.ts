import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvariantError } from '../../domain/error.ts';
import type { Ticket, Tracker } from '../tracker.ts';

/** Tickets as Markdown files `<stateDir>/tickets/<id>.md`. */
export function localTracker({ stateDir }: { readonly stateDir: string }): Tracker {
  return {
    async file(ticket) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(ticket.id)) {
        throw new InvariantError('ticket-id', `a ticket cannot be called ${JSON.stringify(ticket.id)}`);
      }
      const folder = join(stateDir, 'tickets');
      const path = join(folder, `${ticket.id}.md`);
      await mkdir(folder, { recursive: true });
      await writeFile(`${path}.new`, markdown(ticket));
      await rename(`${path}.new`, path);
      return { path };
    },
  };
}

function markdown({ id, title, summary, evidence, reproduction, suspect }: Ticket): string {
  const list = (lines: readonly string[]): string => lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  return `# ${escapeMarkdown(title)}

Ticket ${code(id)}

${escapeMarkdown(summary)}

## Evidence

${list(evidence)}

## Reproduction

${list(reproduction)}

## Suspect

${suspect === null ? 'None known.' : `- commit ${code(suspect)}`}
`;
}

/** An id, as it is: inside a code span nothing acts, and its marks are longer than any inside. */
function code(text: string): string {
  const line = text.replace(UNSEEN, ' ').trim();
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([marks]) => marks.length));
  const marks = '`'.repeat(longest + 1);
  const pad = line === '' || line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${marks}${pad}${line}${pad}${marks}`;
}

/** Control characters, and those that change the direction of writing. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g;

/** One line of text that no renderer takes for markup, a link, a mention or a terminal command. */
function escapeMarkdown(text: string): string {
  return (
    text
      .replace(UNSEEN, ' ')
      .trim()
      // Emphasis, code, links and images, tables, deletions, mentions; a reference such as `#12` or an address is a link without marks.
      .replace(/[\\`*[\]|~@]|#(?=\d|#*\s*$)|:(?=\/\/)|(?<=www)\./g, '\\$&')
      // Inside a word an underscore is no emphasis.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
      // What begins a heading, a list, a rule or a title's underline.
      .replace(/^[#+=-]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}
