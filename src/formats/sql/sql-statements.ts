/** A statement of SQL: comments gone, what stands in quotes shortened, spaces one, in capitals. */
export interface SqlStatement {
  readonly text: string;
  /** 1-based line it begins on. */
  readonly line: number;
}

/** A part of a statement, as it stands in its text. */
export interface SqlToken {
  readonly value: string;
  /** A `name` is in quotes, a `text` is the value of a literal. */
  readonly kind: 'word' | 'name' | 'text' | 'sign';
  readonly line: number;
}

/**
 * In this order: comments and commands to psql, what MySQL and MariaDB execute of a comment, texts, bodies of functions, names in quotes, ends of statements (`GO` on a
 * line of its own is one), lines, spaces, anything else.
 */
const tokensWith = (quoted: string) =>
  new RegExp(
    String.raw`(?<comment>--[^\n]*|^[^\S\n]*(?:#(?![>#-])|\\\w)[^\n]*|\/\*(?!M?!)[^]*?(?:\*\/|$(?![^])))|(?<space>\/\*M?!\d*|\*\/|[^\S\n]+)|'(?:${quoted}|'')*(?:'|$(?![^]))|(?<tag>\$\w*\$)[^]*?(?:\k<tag>|$(?![^]))|(?<name>"[^"\n]*"|${'`'}[^${'`'}\n]*${'`'}|\[\w[\w ]*\])|(?<end>;|^[^\S\n]*[Gg][Oo](?=[^\S\n]*$))|(?<line>\n)|(?<word>[\w.]+|[^])`,
    'gm',
  );

const STANDARD = tokensWith("[^']");
/** A backslash keeps what is behind it from ending a text, as in MySQL. */
const ESCAPED = tokensWith(String.raw`\\[^]|[^'\\]`);

/** Every way to read a text: of a backslash before a quote each database thinks otherwise, and `DELIMITER` only the client of MySQL knows. */
export function sqlReadings(text: string): readonly (readonly SqlStatement[])[] {
  return waysToRead(text).map(([one, pattern]) => {
    const statements: SqlStatement[] = [];
    for (const tokens of statementsIn(one, pattern))
      statements.push({ text: tokens.map(({ value }) => value).join(' '), line: tokens[0]?.line ?? 1 });
    return statements;
  });
}

/** The same, with the place of each part. */
export function sqlTokens(text: string): readonly (readonly (readonly SqlToken[])[])[] {
  return waysToRead(text).map(([one, pattern]) => [...statementsIn(one, pattern)]);
}

function waysToRead(text: string): readonly (readonly [string, RegExp])[] {
  const patterns = text.includes(String.raw`\'`) ? [STANDARD, ESCAPED] : [STANDARD];
  const texts = DELIMITER.test(text) ? [text, withoutDelimiters(text)] : [text];
  return texts.flatMap((one) => patterns.map((pattern) => [one, pattern] as const));
}

const DELIMITER = /^[ \t]*DELIMITER[ \t]+(\S+)/im;

/** What ends a statement is a semicolon everywhere, and what is none ends nothing. */
function withoutDelimiters(text: string): string {
  let delimiter = ';';
  const lines = text.split('\n').map((line) => {
    const [, next] = DELIMITER.exec(line) ?? [];
    if (next === undefined) return delimiter === ';' ? line : line.replaceAll(';', ' ').replaceAll(delimiter, ';');
    delimiter = next;
    return '';
  });
  return lines.join('\n');
}

/** A name as it stands in a statement: what would divide it there is not in it. */
export function sqlName(name: string): string {
  return name.replaceAll(/[\s(),]/g, '_');
}

function* statementsIn(text: string, pattern: RegExp): Generator<readonly SqlToken[]> {
  let line = 1;
  let tokens: SqlToken[] = [];
  for (const { 0: token, groups = {} } of text.matchAll(pattern)) {
    if (groups['end'] !== undefined) {
      if (tokens.length > 0) yield tokens;
      tokens = [];
    } else if (groups['space'] === undefined && groups['line'] === undefined && groups['comment'] === undefined) {
      if (token.startsWith("'") || groups['tag'] !== undefined) tokens.push({ value: "'…'", kind: 'text', line });
      else if (groups['name'] !== undefined) tokens.push({ value: sqlName(token.slice(1, -1)), kind: 'name', line });
      else tokens.push({ value: token.toUpperCase(), kind: /^\w/.test(token) ? 'word' : 'sign', line });
    }
    for (const one of token) if (one === '\n') line += 1;
  }
  if (tokens.length > 0) yield tokens;
}
