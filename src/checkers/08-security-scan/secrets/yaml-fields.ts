export interface Field {
  readonly name: string;
  readonly value: string;
}

export interface PlacedField extends Field {
  /** 1-based. */
  readonly line: number;
}

/** What stands between a key and its value: `&anchor`, `!!str`. */
const PROPERTIES = String.raw`(?:(?:&[^\s,[\]{}]{1,100}|!![\w:.-]{1,100})(?:[ \t]{1,20}|$)){0,2}`;
const KEY = String.raw`^([ \t]{0,200}(?:- {1,20}){0,3})["']?([\w$][\w$.\-]{1,79})["']?[ \t]{0,20}:(?:[ \t]{1,20}|$)${PROPERTIES}`;
const BLOCK = new RegExp(String.raw`${KEY}[|>][-+\d]{0,2}[ \t]{0,20}(?:#.*)?$`);
const OPEN = new RegExp(`${KEY}$`);
/** A scalar of one word, and no list, mapping, alias or block. */
const PLAIN = /^[^\s\-#'"&*!|>{}[\]%@`,?:]\S{3,400}(?<!:)$|^-\S{3,400}(?<!:)$/;
/** Longer ones are texts, or files. */
const MOST_LINES = 100;

export function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** A line as it would be without anchors, tags and aliases, which are no part of a value. */
export function withoutAnchors(line: string): string {
  return line
    .replace(/(:[ \t]{1,20})(?:(?:&[^\s,[\]{}]{1,100}|!![\w:.-]{1,100})[ \t]{1,20}){1,2}/g, '$1')
    .replace(/(:[ \t]{1,20})\*[\w.-]{1,100}(?=[\s,\]}]|$)/g, '$1null');
}

/** Fields whose value stands below their key: in a block (`|`, `>`), or as one word. */
export function yamlFields(lines: readonly string[]): PlacedField[] {
  return lines.flatMap((line, index): PlacedField[] => {
    if (line.length > MOST_CHARACTERS || !line.includes(':')) return [];
    const block = BLOCK.exec(line);
    const [, before = '', name = ''] = block ?? OPEN.exec(line) ?? [];
    if (name === '') return [];
    const below = linesBelow(lines, index, before.length);
    const words = below.flatMap(({ text }) => (text === '' ? [] : [text]));
    const isOne =
      block === null ? words.length === 1 && PLAIN.test(words[0] ?? '') : words.length <= 1 || words.every((one) => !/\s/.test(one));
    const first = below.find(({ text }) => text !== '');
    return isOne && first !== undefined ? [{ name, value: words.join(''), line: first.line }] : [];
  });
}

const MOST_CHARACTERS = 500;

function linesBelow(lines: readonly string[], key: number, indent: number): { readonly text: string; readonly line: number }[] {
  const found: { readonly text: string; readonly line: number }[] = [];
  for (let index = key + 1; index < Math.min(lines.length, key + MOST_LINES); index += 1) {
    const line = lines[index] ?? '';
    const text = line.trim();
    if (text !== '' && line.length - line.trimStart().length <= indent) break;
    found.push({ text, line: index + 1 });
  }
  return found;
}
