import { type Command, type Flags, GLOBAL_FLAGS } from './command.ts';
import type { CommandEntry } from './commands.ts';

export function programHelp(commands: Readonly<Record<string, CommandEntry>>): string {
  return [
    'jidoka: a software factory for your repository',
    '',
    'Usage: jidoka [-C <dir>] [--json] <command> [flags]',
    '',
    table(Object.entries(commands).map(([name, { summary }]) => [name, summary])),
    '',
    table(flagRows(GLOBAL_FLAGS)),
    '',
    'New here? `jidoka demo` shows the whole line in about a minute; `jidoka check` judges your own repository.',
    'Exit codes: 0 green, 1 the answer is no, 2 usage or config, 3 no answer, 70 a bug of ours, 130/143 interrupted.',
    '',
  ].join('\n');
}

export function commandHelp({ usage, summary, details, flags }: Command): string {
  return [
    `Usage: jidoka ${usage}`,
    '',
    `${summary[0]?.toUpperCase()}${summary.slice(1)}.`,
    ...(details === undefined ? [] : ['', details]),
    '',
    table(flagRows({ ...flags, ...GLOBAL_FLAGS })),
    '',
  ].join('\n');
}

function flagRows(flags: Flags): (readonly [string, string])[] {
  return Object.entries(flags).map(([name, { short, value, describe }]) => [
    `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    describe,
  ]);
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
