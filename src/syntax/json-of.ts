import { parseSource } from './parse-source.ts';

/** A JSON object, comments and trailing commas allowed; an empty one when the text is none. */
export function jsonOf(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return {};
  try {
    return recordOf(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return withComments(text);
}

function withComments(text: string): Readonly<Record<string, unknown>> {
  const parsed = parseSource('config.json.ts', `(${text}\n)`);
  if (parsed === null || parsed.problem !== null) return {};
  let plain = '';
  let at = 0;
  for (const { start, end } of parsed.comments) {
    plain += parsed.text.slice(at, start);
    at = end;
  }
  plain += parsed.text.slice(at);
  try {
    return recordOf(
      JSON.parse(
        plain
          .trim()
          .slice(1, -1)
          .replace(/,(?=\s*[}\]])/g, ''),
      ),
    );
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}
