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

Ticket ${escapeMarkdown(id)}

${escapeMarkdown(summary)}

## Evidence

${list(evidence)}

## Reproduction

${list(reproduction)}

## Suspect

${suspect === null ? 'None known.' : `- commit ${escapeMarkdown(suspect)}`}
`;
}

/** One line of text that no renderer takes for markup, a link, a mention or a terminal command. */
function escapeMarkdown(text: string): string {
  return (
    text
      // Control characters, and those that change the direction of writing.
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
      .replace(/[\\`*_{}[\]()#+!|~@:-]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}
