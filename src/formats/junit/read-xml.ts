import { AdapterError } from '../../domain/error.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface Open extends XmlElement {
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 300_000;

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

/**
 * The root of a document in the plain part of XML 1.0 that reports are written in: elements, attributes, text, CDATA, comments. No
 * document type, hence no entity but the five and numbers, and nothing that expands. AdapterError for all else, and for what is not whole.
 */
export function readXml(source: string): XmlElement {
  const text = source.replace(/^\uFEFF/, '');
  if (NO_CHARACTER.test(text)) throw broken('a control character', text.search(NO_CHARACTER));
  const roots: XmlElement[] = [];
  const open: Open[] = [];
  let count = 0;
  let at = afterDeclaration(text);
  while (at < text.length) {
    const inner = open.at(-1);
    if (text.startsWith('<!--', at)) {
      at = after(text, { at: at + 4, end: '--', what: 'a comment' });
      if (text[at] !== '>') throw broken('a comment with --', at);
      at += 1;
    } else if (text.startsWith('<![CDATA[', at) && inner !== undefined) {
      const end = after(text, { at: at + 9, end: ']]>', what: 'a CDATA section' });
      inner.text += text.slice(at + 9, end - 3);
      at = end;
    } else if (text.startsWith('</', at) && inner !== undefined) {
      const closing = matchAt(CLOSING, text, at);
      if (closing?.[1] !== inner.name) throw broken(`no end of <${inner.name}>`, at);
      open.pop();
      at += closing[0].length;
    } else if (text[at] === '<') {
      const read = elementAt(text, at);
      count += 1;
      if (count > MAX_ELEMENTS) throw broken(`more than ${MAX_ELEMENTS} elements`, at);
      if (open.length >= MAX_DEPTH) throw broken(`elements more than ${MAX_DEPTH} deep`, at);
      if (inner === undefined && roots.length > 0) throw broken('a second root', at);
      (inner?.children ?? roots).push(read.element);
      if (!read.isEmpty) open.push(read.element);
      at = read.end;
    } else {
      const next = text.indexOf('<', at);
      const end = next === -1 ? text.length : next;
      const said = text.slice(at, end);
      if (inner !== undefined) inner.text += decoded(said, at);
      else if (/[^ \t\r\n]/.test(said)) throw broken('text outside of the root', at);
      if (said.includes(']]>')) throw broken(']]> outside of a CDATA section', at);
      at = end;
    }
  }
  const [root] = roots;
  const [unfinished] = open;
  if (root === undefined) throw broken('no element', 0);
  if (unfinished !== undefined) throw broken(`no end of <${unfinished.name}>: it was cut off`, at);
  return root;
}

function afterDeclaration(text: string): number {
  const [whole = '', , , encoding = 'utf-8'] = DECLARATION.exec(text) ?? [];
  if (!/^(utf-?8|us-ascii)$/i.test(encoding)) throw broken(`the encoding ${encoding}, and not UTF-8`, 0);
  return whole.length;
}

function elementAt(text: string, start: number): { readonly element: Open; readonly isEmpty: boolean; readonly end: number } {
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
  const element: Open = { name: opening[1] ?? '', attributes, children: [], text: '' };
  return { element, isEmpty: ending[1] === '/', end: at + ending[0].length };
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
