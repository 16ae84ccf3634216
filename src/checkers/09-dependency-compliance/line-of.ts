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
