/**
 * Is a licence expression (SPDX) allowed? `OR` leaves the choice, `AND` does not; `X WITH Y` is allowed where it is listed, or `X` is.
 * Null for what is no expression, such as `SEE LICENSE IN …`: then nobody can say.
 */
export function isLicenceAllowed(expression: string, allowed: ReadonlySet<string>): boolean | null {
  const tokens = tokensOf(expression);
  if (tokens === null) return null;
  const reader = { tokens, at: 0 };
  const answer = alternatives(reader, allowed, 0);
  return reader.at === tokens.length ? answer : null;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

const MAX_CHARACTERS = 2000;
const MAX_DEPTH = 50;

function tokensOf(expression: string): string[] | null {
  if (expression.length > MAX_CHARACTERS) return null;
  const plain = expression.replace(/[()]/g, ' $& ').trim();
  const tokens = plain === '' ? [] : plain.split(/\s+/);
  return tokens.length > 0 && tokens.every((token) => /^([A-Za-z0-9.:+-]+|[()])$/.test(token)) ? tokens : null;
}

function alternatives(reader: Reader, allowed: ReadonlySet<string>, depth: number): boolean | null {
  let answer = together(reader, allowed, depth);
  while (answer !== null && isNext(reader, 'OR')) {
    const other = together(reader, allowed, depth);
    answer = other === null ? null : answer || other;
  }
  return answer;
}

function together(reader: Reader, allowed: ReadonlySet<string>, depth: number): boolean | null {
  let answer = single(reader, allowed, depth);
  while (answer !== null && isNext(reader, 'AND')) {
    const other = single(reader, allowed, depth);
    answer = other === null ? null : answer && other;
  }
  return answer;
}

function single(reader: Reader, allowed: ReadonlySet<string>, depth: number): boolean | null {
  if (isNext(reader, '(')) {
    const inside = depth > MAX_DEPTH ? null : alternatives(reader, allowed, depth + 1);
    return inside !== null && isNext(reader, ')') ? inside : null;
  }
  const id = reader.tokens[reader.at];
  if (id === undefined || /^([()]|AND|OR|WITH)$/i.test(id)) return null;
  reader.at += 1;
  if (!isNext(reader, 'WITH')) return allowed.has(id.toLowerCase());
  const exception = reader.tokens[reader.at] ?? '';
  reader.at += 1;
  return allowed.has(`${id} with ${exception}`.toLowerCase()) || allowed.has(id.toLowerCase());
}

function isNext(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at]?.toUpperCase() !== token) return false;
  reader.at += 1;
  return true;
}
