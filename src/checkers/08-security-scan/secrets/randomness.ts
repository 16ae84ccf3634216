/** Bits of a character, from how often each occurs. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

const CLASSES = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];

/** How many of lower case, upper case, digits and the rest it has. */
export function classesIn(value: string): number {
  return CLASSES.filter((one) => one.test(value)).length;
}

/** A run of what stands in order: on a keyboard, in the alphabet, or the same character again. */
const IN_ORDER = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '01234567890123456789',
  'fedcba9876543210',
  '0123456789abcdef0123456789abcdef',
];

/** The part of a value that is in runs of at least five characters in order, or of the same one four times. */
export function orderedShare(value: string): number {
  const text = value.toLowerCase();
  let ordered = 0;
  for (let at = 0; at < text.length;) {
    let length = 1;
    while (at + length < text.length && text[at + length] === text[at]) length += 1;
    if (length < 4) {
      length = 5;
      if (at + length > text.length || !isInOrder(text.slice(at, at + length))) length = 0;
      else while (at + length < text.length && isInOrder(text.slice(at, at + length + 1))) length += 1;
    }
    ordered += length;
    at += Math.max(length, 1);
  }
  return text.length === 0 ? 0 : ordered / text.length;
}

function isInOrder(part: string): boolean {
  return IN_ORDER.some((order) => order.includes(part));
}

const VOWELS = /[aeiouy]/i;
const PIECE = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/** Made of words and short numbers, as names and sentences are. */
export function isWordy(value: string): boolean {
  const pieces = value.match(PIECE) ?? [];
  if (pieces.length === 0) return true;
  const words = pieces.filter(isWord).join('').length;
  const letters = pieces.join('').length;
  return words / letters >= 0.75;
}

function isWord(piece: string): boolean {
  if (/^\d/.test(piece)) return piece.length <= 4;
  if (piece.length < 3) return false;
  // No word has five consonants in a row, and hardly one is all vowels.
  return VOWELS.test(piece) && !/[^aeiouy]{5}/i.test(piece) && piece.length <= 24;
}

/** Numbers between letters: what is drawn has several, and words hardly one. */
export function innerNumbers(value: string): number {
  return value.match(/(?<=[A-Za-z])\d+(?=[A-Za-z])/g)?.length ?? 0;
}

const HEX = /^[0-9a-f]+$/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Made by a generator and not by a person: long, even, no words. */
export function isRandom(value: string): boolean {
  if (value.length < 16 || orderedShare(value) > 0.3) return false;
  if (UUID.test(value)) return entropyOf(value) > 3;
  if (HEX.test(value)) return value.length >= 20 && entropyOf(value) > 3 && /\d/.test(value) && /[a-f]/i.test(value);
  return entropyOf(value) >= 3.4 && classesIn(value) >= 2 && /\d|[^\w\s.-]/.test(value) && (innerNumbers(value) >= 3 || !isWordy(value));
}
