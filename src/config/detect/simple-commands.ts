/** Programs that only set the stage for another one, which is named behind their flags. */
const WRAPPERS: readonly string[] = ['cross-env', 'cross-env-shell', 'env', 'c8', 'nyc', 'dotenv', 'dotenvx', 'exec', 'time', 'command'];
/** Flags of theirs whose value is a word of its own. */
const VALUED_FLAGS: readonly string[] =
  '-r --reporter -o --report-dir --reports-dir -n --include -x --exclude --src --temp-dir --temp-directory -c --config --lines --branches --functions --statements -e --extension --cwd -p --package -u'.split(
    ' ',
  );
const PACKAGE_RUNNERS: readonly (readonly string[])[] = [
  ['npx'],
  ['bunx'],
  ['pnpx'],
  ['npm', 'exec'],
  ['pnpm', 'exec'],
  ['pnpm', 'dlx'],
  ['yarn', 'exec'],
  ['yarn', 'dlx'],
  ['bun', 'x'],
  ['uv', 'run'],
  ['poetry', 'run'],
  ['pdm', 'run'],
  ['pipenv', 'run'],
  ['hatch', 'run'],
];

/**
 * The programs a package.json script starts, each as its words, without what only wraps them (`cross-env A=b`, `npx`, `c8` …).
 * Reads the plain shell that scripts are written in; it is for recognising programs, never for running anything.
 */
export function simpleCommands(script: string): string[][] {
  const commands: string[][] = [[]];
  for (const [token] of script.matchAll(/&&|\|\||[;|&\n]|(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s;|&'"\\])+/g)) {
    if (/^(&&|\|\||[;|&\n])$/.test(token)) commands.push([]);
    else commands.at(-1)?.push(token.replaceAll(/^["']|["']$/g, '').replaceAll('\\"', '"'));
  }
  return commands.map(unwrap).filter((words) => words.length > 0);
}

function unwrap(words: readonly string[]): string[] {
  const [first, second] = words;
  if (first === undefined) return [];
  if (/^[A-Za-z_]\w*=/.test(first)) return unwrap(words.slice(1));
  const runner = PACKAGE_RUNNERS.find((prefix) => prefix[0] === first && (prefix.length === 1 || prefix[1] === second));
  if (runner !== undefined) return unwrap(withoutFlags(words.slice(runner.length)));
  if (WRAPPERS.includes(first)) return unwrap(withoutFlags(words.slice(1)));
  return [first.replace(/^(\.\/)?node_modules\/\.bin\//, ''), ...words.slice(1)];
}

function withoutFlags(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word, i) => word === '--' || (!word.startsWith('-') && !VALUED_FLAGS.includes(words[i - 1] ?? '')));
  if (start === -1) return [];
  return words[start] === '--' ? words.slice(start + 1) : words.slice(start);
}
