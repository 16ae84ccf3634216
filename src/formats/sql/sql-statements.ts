/** A statement of SQL: comments gone, what stands in quotes shortened, spaces one, in capitals. */
export interface SqlStatement {
  readonly text: string;
  /** 1-based line it begins on. */
  readonly line: number;
}

/**
 * In this order: comments and commands to psql, what MySQL and MariaDB execute of a comment, texts, bodies of functions, names in quotes, ends of statements (`GO` on a
 * line of its own is one), lines, spaces, anything else.
 */
const tokens = (quoted: string) =>
  new RegExp(
    String.raw`(?<comment>--[^\n]*|^[^\S\n]*(?:#(?![>#-])|\\\w)[^\n]*|\/\*(?!M?!)[^]*?(?:\*\/|$(?![^])))|(?<space>\/\*M?!\d*|\*\/|[^\S\n]+)|'(?:${quoted}|'')*(?:'|$(?![^]))|(?<tag>\$\w*\$)[^]*?(?:\k<tag>|$(?![^]))|(?<name>"[^"\n]*"|${'`'}[^${'`'}\n]*${'`'}|\[\w[\w ]*\])|(?<end>;|^[^\S\n]*[Gg][Oo](?=[^\S\n]*$))|(?<line>\n)|(?<word>[\w.]+|[^])`,
    'gm',
  );

const STANDARD = tokens("[^']");
/** A backslash keeps what is behind it from ending a text, as in MySQL. */
const ESCAPED = tokens(String.raw`\\[^]|[^'\\]`);

/** Every way to read a text: of a backslash before a quote each database thinks otherwise, and `DELIMITER` only the client of MySQL knows. */
export function sqlReadings(text: string): readonly (readonly SqlStatement[])[] {
  const patterns = text.includes(String.raw`\'`) ? [STANDARD, ESCAPED] : [STANDARD];
  const texts = DELIMITER.test(text) ? [text, withoutDelimiters(text)] : [text];
  return texts.flatMap((one) => patterns.map((pattern) => sqlStatements(one, pattern)));
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

function sqlStatements(text: string, pattern: RegExp): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let line = 1;
  let parts: string[] = [];
  let start = 1;
  const end = () => {
    if (parts.length > 0) statements.push({ text: parts.join(' '), line: start });
    parts = [];
  };
  for (const { 0: token, groups = {} } of text.matchAll(pattern)) {
    if (groups['end'] !== undefined) end();
    else if (groups['space'] === undefined && groups['line'] === undefined && groups['comment'] === undefined) {
      if (parts.length === 0) start = line;
      if (token.startsWith("'") || groups['tag'] !== undefined) parts.push("'…'");
      else parts.push(groups['name'] === undefined ? token.toUpperCase() : sqlName(token.slice(1, -1)));
    }
    for (const one of token) if (one === '\n') line += 1;
  }
  end();
  return statements;
}
