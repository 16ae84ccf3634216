import type { ChangedFile } from '../../domain/change.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import { isInsideText } from './inside-text.ts';
import { isSamplePath, isTestPath } from './place.ts';
import type { Sighting } from './rules.ts';

/**
 * The zero byte, what a terminal obeys, soft hyphens, bidirectional controls, zero-width characters, line ends that no editor shows as one, fillers,
 * tags, variation selectors beyond the emoji's.
 */
const INVISIBLE =
  /[\0\u0008\u001b\u009b\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e01ef}]/gu;
/** Those that can make a reader see another program than the machine does. */
const DECEPTIVE = /[\0\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e01ef}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** Scripts in which a zero-width joiner or space is spelling. */
const JOINED_SCRIPT =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Mongolian}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Thai}\p{Script=Lao}\p{Script=Tibetan}]/u;
/** A Chinese character and which of its variants is meant, out of as many as are registered for any. */
const VARIANT = /\p{Unified_Ideograph}[\u{e0100}-\u{e011f}]$/u;
/** A zero byte beside the tests is what a reader of such files is tested with: as data it hides nothing. */
const DATA = /\.(json|toml|ya?ml|csv|xml|txt)$/i;
/** Nothing in them is a name of a program: a page may hold one. */
const NO_PROGRAM = /\.(md|txt|json|ya?ml|po|arb|csv)$/i;
/** In a document that is read in a terminal they hide what stands there; recorded output has them. */
const OBEYED = /[\u0008\u001b\u009b]/u;
const PROSE = /\.(md|mdx)$/i;
const PROSE_OR_TABLE = /\.(md|mdx|txt|json|ya?ml|po|arb|csv|html?|xml|svg)$/i;

/** Invisible characters of the judged tree, where a file has more of a kind than base had: what was there may move. */
export function invisibleCharacters({ file, base, head }: FilePair): Sighting[] {
  if (head === null) return [];
  const before = Map.groupBy(base === null ? [] : occurrences(base), ({ character }) => character);
  return [...Map.groupBy(occurrences(head), ({ character }) => character)].flatMap(([character, found]) => {
    if (found.length <= (before.get(character)?.length ?? 0)) return [];
    const isMild =
      (!DECEPTIVE.test(character) && (isTestPath(head.path) || isSamplePath(head.path))) ||
      (!DECEPTIVE.test(character) && PROSE_OR_TABLE.test(head.path) && !(OBEYED.test(character) && PROSE.test(head.path))) ||
      (character === '\0' && isTestPath(head.path) && DATA.test(head.path));
    return writtenLines(found, file).map(
      (line): Sighting => ({
        rule: 'invisible-character',
        message: `the invisible character ${nameOf(character)}`,
        path: head.path,
        range: { startLine: line },
        code: nameOf(character),
        ...(isMild ? { severity: 'warning' } : {}),
      }),
    );
  });
}

interface Occurrence {
  readonly character: string;
  /** 1-based. */
  readonly line: number;
}

function occurrences(version: FileVersion): Occurrence[] {
  const found: Occurrence[] = [];
  let start = 0;
  for (const [index, line] of version.text.split('\n').entries()) {
    for (const { 0: character, index: column } of line.matchAll(INVISIBLE)) {
      const isByteOrderMark = character === '\ufeff' && index === 0 && column === 0;
      // In a name a variant makes another one that looks the same.
      const isVariant = VARIANT.test(line.slice(0, column + character.length)) && isData(version, start + column);
      if (!isByteOrderMark && !isVariant && !isSpelling(character, line, column)) found.push({ character, line: index + 1 });
    }
    start += line.length + 1;
  }
  return found;
}

/** A text, a comment, or a file that is nothing else. */
function isData(version: FileVersion, offset: number): boolean {
  const { path, parsed } = version;
  const isRead = parsed !== null && parsed.problem === null;
  return (
    NO_PROGRAM.test(path) ||
    isInsideText(version, offset) ||
    (isRead && parsed.comments.some(({ start, end }) => start <= offset && offset < end))
  );
}

/** Joiners inside emoji and in scripts that need them, direction marks in lines written from right to left, flags of regions. */
function isSpelling(character: string, line: string, column: number): boolean {
  const before = Array.from(line.slice(Math.max(0, column - 4), column)).at(-1) ?? '';
  const after = Array.from(line.slice(column + character.length, column + character.length + 2))[0] ?? '';
  if (
    character === '\u200d' &&
    /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u.test(before) &&
    /\p{Extended_Pictographic}/u.test(after)
  )
    return true;
  if (character >= '\u200b' && character <= '\u200d') return JOINED_SCRIPT.test(before) || JOINED_SCRIPT.test(after);
  if (character === '\u200e' || character === '\u200f' || character === '\u061c') return RIGHT_TO_LEFT.test(line);
  // U+1F3F4, tags, cancel tag: England, Scotland, Wales.
  return /[\u{e0020}-\u{e007f}]/u.test(character) && /\u{1f3f4}[\u{e0020}-\u{e007f}]{0,7}$/u.test(line.slice(0, column));
}

/** The lines the change wrote; all of them where none is. */
function writtenLines(found: readonly Occurrence[], { added }: ChangedFile): number[] {
  const lines = [...new Set(found.map(({ line }) => line))];
  const written = lines.filter((line) => added.some(({ start, end }) => start <= line && line <= end));
  return written.length > 0 ? written : lines;
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
