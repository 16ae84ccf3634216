import { type Command, type Flags, GLOBAL_FLAGS } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { cell, MARKDOWN_HEADER } from './markdown.ts';

/** `docs/cli.md`: what `--help` says of every command, on one page. */
export async function cliReference(): Promise<string> {
  const entries = await Promise.all(
    Object.entries(commands).map(async ([name, { summary, load }]) => ({ name, summary, command: (await load()).default })),
  );
  return [
    MARKDOWN_HEADER,
    '# Command line',
    'Usage: `jidoka [-C <dir>] [--json] <command> [flags]`. From a checkout `jidoka` is `node <checkout>/bin/jidoka.js`.',
    `| command | |\n|---|---|\n${entries.map(({ name, summary }) => `| [\`${name}\`](#${name}) | ${cell(summary)} |`).join('\n')}`,
    `Every command takes these, before or after its name:\n\n${flagTable(GLOBAL_FLAGS)}`,
    'Results go to standard output, progress to standard error. With `--json` an error is a document too:\n`{ "schemaVersion": 1, "error": { "code", "message", "hint" } }`.',
    '| exit code | means |\n|---|---|\n| 0 | green: the answer is yes |\n| 1 | the answer is no: red, refused, rolled back, invalid |\n| 2 | wrong usage or configuration |\n| 3 | no answer: a checker errored or timed out, an agent gave up, too little evidence, the environment failed |\n| 70 | a bug in Jidoka |\n| 130, 143 | interrupted |',
    ...entries.map(({ name, command }) => section(name, command)),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(name: string, { usage, summary, details, flags }: Command): string {
  return [
    `## ${name}`,
    `\`\`\`\njidoka ${usage}\n\`\`\``,
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.${details === undefined ? '' : ` ${escapeText(details.replaceAll('\n', ' '))}`}`,
    ...(Object.keys(flags).length === 0 ? [] : [flagTable(flags)]),
  ].join('\n\n');
}

/** `<ref>` in running text is no HTML; what is between backticks is left alone. */
function escapeText(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;')))
    .join('');
}

function flagTable(flags: Flags): string {
  const rows = Object.entries(flags).map(([name, { short, value, describe }]) => {
    const written = `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
    return `| \`${written}\` | ${cell(describe)} |`;
  });
  return `| flag | |\n|---|---|\n${rows.join('\n')}`;
}
