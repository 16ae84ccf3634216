import type { DataFormat } from '../../definitions/read-data.ts';

export type TextFormat = DataFormat | 'graphql' | 'protobuf' | 'prisma' | 'sql';

/** Nothing that is said in a text, or to people, makes a template. Each takes what it began with, or looks no further than so far: a line can be long. */
const TEXTS: Readonly<Record<TextFormat, RegExp>> = {
  json: /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|\/\/.*|\/\*[^]*?(?:\*\/|$)/g,
  jsonc: /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|\/\/.*|\/\*[^]*?(?:\*\/|$)/g,
  yaml: /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\n]{0,500}'|\$\{\{.{0,200}?\}\}|(?<=^|\s)#.*/gm,
  toml: /"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\n]{0,500}'|#.*/g,
  protobuf: /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?|\/\/.*|\/\*[^]*?(?:\*\/|$)/g,
  prisma: /"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|\/\/.*|\/\*[^]*?(?:\*\/|$)/g,
  sql: /'[^']*(?:'|$)|--.*|\/\*[^]*?(?:\*\/|$)/g,
  graphql: /"""[^]*?(?:"""|$)|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|#.*/g,
};

/** `{{ name }}`, `{% if %}`, `<% name %>`. */
const TEMPLATE = /\{\{[-~#/^>!&]{0,3}\s{0,20}[\w.$(][^{}\n]{0,200}\}\}|\{%.{0,200}?%\}|<%.{0,200}?%>/;

const LFS_POINTER = /^version https:\/\/git-lfs\S*\n(?:[a-z][\w.-]* \S+(?:\n|$))+$/;

/**
 * What does not parse because it is no data yet: a template, or a pointer to what git keeps elsewhere. Only what stands outside of texts
 * makes one: a translation is full of `{{name}}`.
 */
export function isOtherText(text: string, format: TextFormat): boolean {
  const bare = (format === 'yaml' ? withoutBlocks(text) : text).replace(TEXTS[format], '');
  // In YAML it is a value like any other.
  const isFilledIn = format !== 'yaml' && /\$\{\w{1,80}\}/.test(bare);
  return TEMPLATE.test(bare) || isFilledIn || LFS_POINTER.test(text);
}

/** Also in a text. */
export function hasTemplateSign(text: string): boolean {
  return TEMPLATE.test(text) || /\$\{/.test(text) || text.startsWith('version https://git-lfs');
}

/** Without the lines of texts that `|` and `>` begin. */
function withoutBlocks(text: string): string {
  let indent: number | null = null;
  const lines = text.split('\n').filter((line) => {
    const depth = line.trim() === '' ? Infinity : line.search(/\S/);
    if (indent !== null && depth > indent) return false;
    indent = /(?:^|[\s:])[|>][-+\d]{0,2}\s*(?:#.*)?$/.test(line) ? depth : null;
    return true;
  });
  return lines.join('\n');
}
