import { AdapterError } from '../domain/error.ts';

const MAX_DEPTH = 64;

const NAME = '[A-Za-z_][A-Za-z0-9_.:-]*';
const DECLARATION = /^<\?xml[ \t\r\n]+version=(["'])1\.\d\1(?:[ \t\r\n]+encoding=(["'])([A-Za-z0-9._-]+)\2)?[^<>]*\?>/;
const OPENING = new RegExp(`<(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`[ \\t\\r\\n]+(${NAME})[ \\t\\r\\n]*=[ \\t\\r\\n]*(?:"([^<"]*)"|'([^<']*)')`, 'y');
const END_OF_OPENING = /[ \t\r\n]*(\/?)>/y;
const CLOSING = new RegExp(`</(${NAME})[ \\t\\r\\n]*>`, 'y');
const REFERENCE = /&(?:([a-z]+)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));|&/g;
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
/** What XML has no place for. */
const NO_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/** A document type that names its grammar and declares nothing itself. It is passed over, and what it names is never read. */
const DOCTYPE = new RegExp(
  `<!DOCTYPE[ \\t\\r\\n]+${NAME}[ \\t\\r\\n]+(?:PUBLIC[ \\t\\r\\n]+(?:"[^"<>]*"|'[^'<>]*')|SYSTEM)[ \\t\\r\\n]+(?:"[^"<>]*"|'[^'<>]*')[ \\t\\r\\n]*>`,
  'y',
);

export interface XmlHandlers {
  /** With the place in the text where it begins. */
  readonly open: (name: string, attributes: ReadonlyMap<string, string>, at: number) => void;
  readonly text?: (said: string) => void;
  readonly close: (name: string) => void;
}

export interface XmlLimits {
  readonly maxElements: number;
  /** Reports of coverage begin with one. */
  readonly mayHaveDoctype?: boolean;
  /** So that what people write for their editors is passed over. */
  readonly mayHaveInstructions?: boolean;
}

/**
 * Goes through a document in the plain part of XML 1.0 that reports are written in: elements, attributes, text, CDATA, comments. No
 * entity but the five and numbers, and nothing that expands. AdapterError for all else, and for what is not whole.
 */
export function scanXml(source: string, { open, text: hear = () => undefined, close }: XmlHandlers, limits: XmlLimits): void {
  const text = source.replace(/^\uFEFF/, '');
  if (NO_CHARACTER.test(text)) throw broken('a control character', text.search(NO_CHARACTER));
  const path: string[] = [];
  let count = 0;
  let at = afterDeclaration(text);
  while (at < text.length) {
    const inner = path.at(-1);
    if (text.startsWith('<!--', at)) {
      at = after(text, { at: at + 4, end: '--', what: 'a comment' });
      if (text[at] !== '>') throw broken('a comment with --', at);
      at += 1;
    } else if (text.startsWith('<![CDATA[', at) && inner !== undefined) {
      const end = after(text, { at: at + 9, end: ']]>', what: 'a CDATA section' });
      hear(text.slice(at + 9, end - 3));
      at = end;
    } else if (limits.mayHaveInstructions === true && text.startsWith('<?', at)) {
      at = after(text, { at: at + 2, end: '?>', what: 'an instruction' });
    } else if (text.startsWith('</', at) && inner !== undefined) {
      const closing = matchAt(CLOSING, text, at);
      if (closing?.[1] !== inner) throw broken(`no end of <${inner}>`, at);
      path.pop();
      close(inner);
      at += closing[0].length;
    } else if (limits.mayHaveDoctype === true && count === 0 && matchAt(DOCTYPE, text, at) !== null) {
      at = DOCTYPE.lastIndex;
    } else if (text[at] === '<') {
      const { name, attributes, isEmpty, end } = openingAt(text, at);
      if (inner === undefined && count > 0) throw broken('a second root', at);
      count += 1;
      if (count > limits.maxElements) throw broken(`more than ${limits.maxElements} elements`, at);
      if (path.length >= MAX_DEPTH) throw broken(`elements more than ${MAX_DEPTH} deep`, at);
      open(name, attributes, at);
      if (isEmpty) close(name);
      else path.push(name);
      at = end;
    } else {
      const next = text.indexOf('<', at);
      const end = next === -1 ? text.length : next;
      const said = text.slice(at, end);
      if (inner !== undefined) hear(decoded(said, at));
      else if (/[^ \t\r\n]/.test(said)) throw broken('text outside of the root', at);
      if (said.includes(']]>')) throw broken(']]> outside of a CDATA section', at);
      at = end;
    }
  }
  if (count === 0) throw broken('no element', 0);
  if (path[0] !== undefined) throw broken(`no end of <${path[0]}>: it was cut off`, at);
}

function afterDeclaration(text: string): number {
  const [whole = '', , , encoding = 'utf-8'] = DECLARATION.exec(text) ?? [];
  if (!/^(utf-?8|us-ascii)$/i.test(encoding)) throw broken(`the encoding ${encoding}, and not UTF-8`, 0);
  return whole.length;
}

interface Opening {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly isEmpty: boolean;
  readonly end: number;
}

function openingAt(text: string, start: number): Opening {
  const opening = matchAt(OPENING, text, start);
  if (opening === null) throw broken(`${JSON.stringify(text.slice(start, start + 12))}, which is not read`, start);
  const attributes = new Map<string, string>();
  let at = start + opening[0].length;
  for (let found = matchAt(ATTRIBUTE, text, at); found !== null; found = matchAt(ATTRIBUTE, text, at)) {
    const [whole, name = '', double, single = ''] = found;
    if (attributes.has(name)) throw broken(`the attribute ${name} twice`, at);
    attributes.set(name, decoded(double ?? single, at));
    at += whole.length;
  }
  const ending = matchAt(END_OF_OPENING, text, at);
  if (ending === null) throw broken('an element that does not end as one', at);
  return { name: opening[1] ?? '', attributes, isEmpty: ending[1] === '/', end: at + ending[0].length };
}

function decoded(text: string, at: number): string {
  return text.replaceAll(REFERENCE, (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
    const code = Number(decimal ?? (hex === undefined ? Number.NaN : `0x${hex}`));
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    const character = isCharacter ? String.fromCodePoint(code) : PREDEFINED.get(name ?? '');
    if (character === undefined) throw broken(`the reference ${whole}, which stands for nothing`, at);
    return character;
  });
}

function after(text: string, { at, end, what }: { readonly at: number; readonly end: string; readonly what: string }): number {
  const found = text.indexOf(end, at);
  if (found === -1) throw broken(`no end of ${what}`, at);
  return found + end.length;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function broken(what: string, at: number): AdapterError {
  return new AdapterError('REPORT_UNREADABLE', `the report is no plain XML: it has ${what} (at character ${at})`);
}
