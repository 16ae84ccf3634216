import { TOKEN_FORMATS } from '../domain/token-formats.ts';

const SHOWN = 4;

const ofFormats = (formats: typeof TOKEN_FORMATS) => formats.map(({ mark, rest }) => RegExp.escape(mark) + rest.source).join('|');
const { true: named = [], false: marked = [] } = Object.groupBy(TOKEN_FORMATS, ({ mark }) => (/^\w/.test(mark) ? 'true' : 'false'));
const TOKEN = new RegExp(`(?<!\\w)(?:${ofFormats(named)})|${ofFormats(marked)}`, 'g');

/** What a tool prints may quote the line it speaks of, and a report goes where the repository does not: to a log, a page, an agent. */
export function veilTokens(text: string): string {
  return text.replace(TOKEN, (token) => `${token.slice(0, SHOWN)}…`);
}
