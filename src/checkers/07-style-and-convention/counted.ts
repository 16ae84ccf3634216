/** Rules whose finding is that there is too much of something, as the tools call them; by what it is counted in. */
const COUNTED: Readonly<Record<string, 'symbol' | 'file'>> = {
  complexity: 'symbol',
  'cognitive-complexity': 'symbol',
  'max-lines-per-function': 'symbol',
  'max-params': 'symbol',
  'max-statements': 'symbol',
  'max-lines': 'file',
  'max-classes-per-file': 'file',
  noExcessiveCognitiveComplexity: 'symbol',
  noExcessiveLinesPerFunction: 'symbol',
  C901: 'symbol',
  PLR0911: 'symbol',
  PLR0912: 'symbol',
  PLR0913: 'symbol',
  PLR0915: 'symbol',
  cognitive_complexity: 'symbol',
  too_many_arguments: 'symbol',
  too_many_lines: 'symbol',
};

/** `a complexity of 12`, `too many lines (301)`, `too complex (12 > 10)`. */
const COUNT = /(?:\bof |\()\(?(\d{1,9})\b/;

export interface Count {
  readonly count: number;
  /** The place it names is only where the line too many is. */
  readonly isOfFile: boolean;
}

/** How much a linter found there is, where that is what it complains of; null for every other finding. */
export function countOf({ code, message }: { readonly code: string; readonly message: string }): Count | null {
  // `eslint(max-lines)`, `sonarjs/cognitive-complexity`, `clippy::too_many_lines`.
  const name = /([\w-]+)\)?$/.exec(code)?.[1] ?? '';
  const unit = Object.hasOwn(COUNTED, name) ? COUNTED[name] : undefined;
  const count = COUNT.exec(message)?.[1];
  return unit === undefined || count === undefined ? null : { count: Number(count), isOfFile: unit === 'file' };
}
