/**
 * How compilers and bundlers say where something is wrong, one declaration a format. `start` is matched on a line; with `below`, a line
 * at most `within` lines below completes it. Named groups: path, line, column, severity, code, message.
 * The first format that fits a line wins. Quantifiers are bounded or anchored: what is matched is untrusted.
 */
export interface CompilerFormat {
  readonly name: string;
  readonly start: RegExp;
  readonly below?: RegExp;
  readonly within?: number;
  /** What the format's first column is called; 1 where nothing is said. */
  readonly firstColumn?: 0 | 1;
}

export const COMPILER_FORMATS: readonly CompilerFormat[] = [
  {
    // tsc, tsgo, vue-tsc without --pretty; MSBuild (dotnet) writes the same.
    name: 'tsc',
    start:
      /^\s*(?<path>\S.*?)\((?<line>\d{1,7}),(?<column>\d{1,7})\): (?<severity>error|warning) (?<code>[A-Z]{2,8}\d{1,6}): (?<message>.*)$/,
  },
  {
    name: 'tsc --pretty',
    start: /^(?<path>\S.*?):(?<line>\d{1,7}):(?<column>\d{1,7}) - (?<severity>error|warning) (?<code>TS\d{1,6}): (?<message>.*)$/,
  },
  {
    name: 'esbuild',
    start: /^(?:✘|X) \[(?<severity>ERROR|WARNING)\] (?<message>.*)$/,
    below: /^ {4}(?<path>\S.*?):(?<line>\d{1,7}):(?<column>\d{1,7}):$/,
    within: 3,
    firstColumn: 0,
  },
  {
    // esbuild's short form, as Vite up to 7 prints it.
    name: 'esbuild short',
    start: /^(?<path>\S.*?):(?<line>\d{1,7}):(?<column>\d{1,7}): (?<severity>ERROR|WARNING): (?<message>.*)$/,
    firstColumn: 0,
  },
  {
    // Vite from 8 too.
    name: 'rolldown',
    start: /^\[(?<code>[A-Z][A-Z_]{2,60}|(?:builtin|plugin|vite)[\w:. -]{1,60})\] (?<message>.*)$/,
    below: /^\s{0,9}╭─\[ (?<path>\S.*?):(?<line>\d{1,7}):(?<column>\d{1,7}) \]$/,
    within: 1,
  },
  {
    name: 'rollup',
    start:
      /^(?:\[!\] )?(?:\([^)]{1,200}\) )?RollupError: (?:\[[^\]]{1,200}\]: )?(?<path>\S.*?) \((?<line>\d{1,7}):(?<column>\d{1,7})\): (?<message>.*)$/,
    firstColumn: 0,
  },
  {
    name: 'rollup unresolved import',
    start:
      /^(?:\[!\] )?(?:\([^)]{1,200}\) )?(?:RollupError: |Error: )?(?:\[[^\]]{1,200}\]: )?(?<message>(?:Could not resolve|Rollup failed to resolve import) .*? from "(?<path>[^"]+)".*)$/,
  },
  {
    name: 'babel',
    start: /^(?<code>SyntaxError): (?<path>[^:]+): (?<message>.*) \((?<line>\d{1,7}):(?<column>\d{1,7})\)$/,
    firstColumn: 0,
  },
  {
    // Next.js and swc-loader too. Its column is where the shown code starts, not where the error is.
    name: 'swc',
    start: /^\s{0,9}[x×] (?<message>.*)$/,
    below: /^\s{0,9}(?:,-|╭─)\[(?<path>\S.*?):(?<line>\d{1,7}):\d{1,7}\]$/,
    within: 1,
  },
  {
    name: 'next build',
    start: /^(?<path>\.\/\S.*?):(?<line>\d{1,7}):(?<column>\d{1,7})$/,
    below: /^(?<code>Type error|Syntax Error|Error|Module not found): (?<message>.*)$/,
    within: 1,
  },
  {
    // An error nobody caught: the place, the line of code, a caret, an empty line, the error.
    name: 'node',
    start: /^(?:file:\/\/)?(?<path>[^\s:][^:]*):(?<line>\d{1,7})$/,
    below: /^(?<code>[A-Z]\w{0,60}Error|Error)(?: \[\w{1,80}\])?: (?<message>.*)$/,
    within: 6,
  },
  {
    name: 'node unresolved import',
    start: /^Error \[(?<code>ERR_MODULE_NOT_FOUND)\]: (?<message>Cannot find .* imported from (?:file:\/\/)?(?<path>\S.*))$/,
  },
  {
    name: 'rustc',
    start: /^(?<severity>error|warning)(?:\[(?<code>[A-Z]\d{1,6})\])?: (?<message>.*)$/,
    below: /^\s{0,9}--> (?<path>\S.*?):(?<line>\d{1,7}):(?<column>\d{1,7})$/,
    within: 1,
  },
  {
    name: 'maven',
    start: /^\[(?<severity>ERROR|WARNING)\] (?<path>\S.*?\.(?:java|kt)):\[(?<line>\d{1,7}),(?<column>\d{1,7})\] (?<message>.*)$/,
  },
  {
    name: 'javac',
    start: /^(?<path>\S.*?\.java):(?<line>\d{1,7}): (?<severity>error|warning): (?<message>.*)$/,
  },
  {
    name: 'mypy',
    start: /^(?<path>\S.*?\.pyi?):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?: (?<severity>error|warning|note): (?<message>.*)$/,
  },
  {
    name: 'python',
    start: /^\s{0,9}File "(?<path>[^"]+)", line (?<line>\d{1,7})$/,
    below: /^(?:\w{1,60}\.)?(?<code>SyntaxError|IndentationError|TabError): (?<message>.*)$/,
    within: 4,
  },
  {
    name: 'python compileall, unreadable file',
    start: /^\*\*\* Error compiling '(?<path>[^']+)'\.\.\.$/,
    below: /^Sorry: (?<code>\w{1,60}Error): (?<message>.*) \([^()]*, line (?<line>\d{1,7})\)$/,
    within: 1,
  },
  {
    name: 'go build',
    start: /^(?:vet: )?(?<path>\S[^:]*\.go):(?<line>\d{1,7})(?::(?<column>\d{1,7}))?: (?<message>.*)$/,
  },
  {
    // Clang too.
    name: 'gcc',
    start: /^(?<path>[^\s:][^:]*):(?<line>\d{1,7}):(?<column>\d{1,7}): (?<severity>fatal error|error|warning|note): (?<message>.*)$/,
  },
];
