import { createRequire } from 'node:module';
import type { Problem } from './data-document.ts';

const load = createRequire(import.meta.url);

/** Where a TOML text does not parse. The parser is loaded with the first of them. */
export function tomlProblems(text: string): Problem[] {
  const { parse, TomlError } = load('smol-toml') as typeof import('smol-toml');
  try {
    parse(text.replace(/^\uFEFF/, ''), { maxDepth: 500, integersAsBigInt: true });
    return [];
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const start = offsetOf(text, error.line, error.column);
    return [{ message: (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, ''), start, end: start + 1 }];
  }
}

/** Both count from one. */
function offsetOf(text: string, line: number, column: number): number {
  let begin = 0;
  for (let at = 1; at < line; at += 1) begin = text.indexOf('\n', begin) + 1;
  return Math.min(text.length, begin + column - 1);
}
