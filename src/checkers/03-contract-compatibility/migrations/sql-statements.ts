/** A statement of SQL: comments gone, what stands in quotes shortened, spaces one, in capitals. */
export interface SqlStatement {
  readonly text: string;
  /** 1-based line it begins on. */
  readonly line: number;
}

/** In this order: comments, texts, bodies of functions, names in quotes, ends of statements, lines, spaces, anything else. */
const TOKEN =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|(?<tag>\$\w*\$)[^]*?(?:\k<tag>|$)|(?<name>"[^"\n]*"|`[^`\n]*`|\[\w[\w ]*\])|(?<end>;)|(?<line>\n)|(?<space>[^\S\n]+)|(?<word>[\w.]+|[^])/g;

export function sqlStatements(text: string): SqlStatement[] {
  const statements: SqlStatement[] = [];
  let line = 1;
  let parts: string[] = [];
  let start = 1;
  const end = () => {
    if (parts.length > 0) statements.push({ text: parts.join(' '), line: start });
    parts = [];
  };
  for (const { 0: token, groups = {} } of text.matchAll(TOKEN)) {
    const isComment = token.startsWith('--') || token.startsWith('/*');
    if (groups['end'] !== undefined) end();
    else if (groups['space'] === undefined && groups['line'] === undefined && !isComment) {
      if (parts.length === 0) start = line;
      if (token.startsWith("'") || groups['tag'] !== undefined) parts.push("'…'");
      else parts.push(groups['name'] === undefined ? token.toUpperCase() : token.slice(1, -1));
    }
    for (const one of token) if (one === '\n') line += 1;
  }
  end();
  return statements;
}
