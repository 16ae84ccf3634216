import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { AnyChecker } from '../../src/checkers/checker.ts';
import { registry } from '../../src/checkers/registry.gen.ts';
import { checkerNamed } from '../../src/gate/policy.ts';
import { cell, MARKDOWN_HEADER } from './markdown.ts';

const FOLDER = 'docs/checkers';

/** A page a checker, from its README and its rules, and the index of them all; by path. */
export function checkerPages(): Readonly<Record<string, () => Promise<string>>> {
  const pages = registry.map((entry) => [pathOf(entry), async () => page(entry, (await entry.load()).default)] as const);
  return { [`${FOLDER}/README.md`]: index, ...Object.fromEntries(pages) };
}

interface Named {
  readonly number: number;
  readonly id: string;
}

function folderOf({ number, id }: Named): string {
  return `${String(number).padStart(2, '0')}-${id}`;
}

function pathOf(entry: Named): string {
  return `${FOLDER}/${folderOf(entry)}.md`;
}

function page(entry: Named, { title, kind, cost, rules }: AnyChecker): string {
  const source = `src/checkers/${folderOf(entry)}`;
  const { judges, phase } = checkerNamed(entry.id);
  const [, ...readme] = movedLinks(readFileSync(`${source}/README.md`, 'utf8'), source)
    .trim()
    .split('\n');
  const rows = Object.entries(rules).map(
    ([id, { severity, title: what, remediation }]) => `| \`${id}\` | ${severity} | ${cell(what)} | ${cell(remediation)} |`,
  );
  return `${[
    MARKDOWN_HEADER,
    `# ${entry.number} ${entry.id}`,
    `**${title}.** Judges: ${judges.join(', ')}. Enforced from phase ${phase}. Kind: ${kind}; ${cost}.`,
    readme.join('\n').trim(),
    '## Rules',
    'An error that the change brought in stops it; warnings and notes are shown. `jidoka explain <rule>` says the same in a terminal.',
    `| rule | severity | says | what to do |\n|---|---|---|---|\n${rows.join('\n')}`,
  ].join('\n\n')}\n`;
}

async function index(): Promise<string> {
  const rows = await Promise.all(
    registry.map(async (entry) => {
      const { title, rules } = (await entry.load()).default;
      return `| ${entry.number} | [${entry.id}](${folderOf(entry)}.md) | ${title} | ${Object.keys(rules).length} |`;
    }),
  );
  return `${[
    MARKDOWN_HEADER,
    '# The checkers that are built',
    `| # | checker | green means | rules |\n|---|---|---|---|\n${rows.join('\n')}`,
    'A rule that stops a change names the file, the line, what to do and, where there is one, the command that shows it again. [Add one](../adding-a-checker.md).',
  ].join('\n\n')}\n`;
}

/** Links of a README as they read from the folder of the pages. */
function movedLinks(markdown: string, from: string): string {
  return markdown.replace(/\]\((?![a-z]+:|#)([^)]+)\)/g, (_, target: string) => `](${posix.relative(FOLDER, posix.join(from, target))})`);
}
