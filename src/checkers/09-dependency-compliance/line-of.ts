/** The line on which a text first has something; 1 where it has it nowhere. */
export function lineOf(text: string, what: string | RegExp): number {
  const at = typeof what === 'string' ? text.indexOf(what) : text.search(what);
  let line = 1;
  for (let index = text.indexOf('\n'); index !== -1 && index < at; index = text.indexOf('\n', index + 1)) line += 1;
  return line;
}

/** The line of a key in YAML. */
export function lineOfKey(text: string, name: string): number {
  return lineOf(text, new RegExp(`^\\s*["']?${name.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')}["']?\\s*:`, 'm'));
}

/** The line of a TOML key, or of an element that begins with a name. */
export function lineOfName(text: string, name: string): number {
  const loose = name.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&').replace(/-/g, '[-_.]+');
  return lineOf(text, new RegExp(`^\\s*(?:["']?${loose}["']?\\s*=|.*["']${loose}\\b)`, 'im'));
}

/** Where a lockfile's entry ends: at an empty line, or at the brace that closes a place of npm. */
const END_OF_ENTRY = /\n[ \t]*\r?\n|\n(?: {4}|\t\t)\}/;

/** The line of an entry that has something; the entry's first where none has it. */
export function lineInEntry(text: string, mark: string, what: string | RegExp): number {
  const from = Math.max(text.indexOf(mark), 0);
  const [entry = ''] = text.slice(from).split(END_OF_ENTRY, 1);
  return lineOf(text, mark) + lineOf(entry, what) - 1;
}
