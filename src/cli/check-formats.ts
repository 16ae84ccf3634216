import { UserError } from '../domain/error.ts';

const FORMATS = ['pretty', 'json', 'sarif', 'junit', 'github', 'agent'] as const;
export type Format = (typeof FORMATS)[number];

export const FORMAT_NAMES = FORMATS.join(', ');

/** One report of a check: its format, and the file it goes to; null: standard output. */
export interface Output {
  readonly format: Format;
  readonly file: string | null;
}

interface Asked {
  readonly format: string | undefined;
  readonly output: string | undefined;
  readonly also: string | undefined;
  readonly json: boolean;
}

/** The reports a person asked for, the main one first. UserError before anything is judged. */
export function outputsOf({ format, output, also, json }: Asked): readonly Output[] {
  const main: Output = { format: formatNamed(format ?? (json ? 'json' : 'pretty')), file: output ?? null };
  return [main, ...(also === undefined ? [] : also.split(',').map(alsoNamed))];
}

function alsoNamed(text: string): Output {
  const [, name = '', file = ''] = /^\s*([^=]*)=(.*)$/s.exec(text) ?? [];
  if (file === '')
    throw new UserError('USAGE', `--also expects <format>=<file>, found ${JSON.stringify(text)}`, {
      hint: 'Such as --also sarif=jidoka.sarif',
    });
  return { format: formatNamed(name), file };
}

function formatNamed(name: string): Format {
  const format = FORMATS.find((known) => known === name);
  if (format === undefined) {
    throw new UserError('USAGE', `expected a format (${FORMAT_NAMES}), found ${JSON.stringify(name)}`);
  }
  return format;
}
