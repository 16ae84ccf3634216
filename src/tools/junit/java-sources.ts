import type { SourceLines } from '../tool.ts';

/** Lines on which no statement of Java or Kotlin starts. */
const IDLE = /^\s*($|\/\/|\/?\*|@|[)\]}";,]+\s*$|\}?\s*(else|try|finally|do)\b[\s{]*$|(import|package)\b|[\w\s<>[\],.?]+\{?\s*$)/;

/** A word before it makes its braces those of a type: what stands in them declares, and what stands in those of its members runs. */
const TYPE = /\b(class|interface|enum|record|object)\b[^;{}]*$/;

export const javaSources: SourceLines = {
  isSource: (path) => /\.(java|kt)$/.test(path) && !/(^|\/)(package|module)-info\.java$/.test(path),
  linesThatRun(_, text) {
    const lines = new Set<number>();
    const open: ('type' | 'code')[] = [];
    let before = '';
    for (const [index, line] of plainLines(text).entries()) {
      if (open.includes('code') && open.at(-1) === 'code' && !IDLE.test(line)) lines.add(index + 1);
      for (const character of line) {
        if (character === '{') open.push(TYPE.test(before) ? 'type' : open.length === 0 ? 'type' : 'code');
        else if (character === '}') open.pop();
        before = character === '{' || character === '}' || character === ';' ? '' : before + character;
      }
      before += ' ';
    }
    return lines;
  },
};

/** Without comments and without what texts and characters hold. */
function plainLines(text: string): string[] {
  const blank = (found: string) => found.replaceAll(/[^\n]/g, ' ');
  return text
    .replaceAll(/\/\*[^]*?\*\/|\/\/[^\n]*|"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (found) =>
      found.startsWith('/') ? blank(found) : `"${blank(found.slice(1, -1))}"`,
    )
    .split('\n');
}
