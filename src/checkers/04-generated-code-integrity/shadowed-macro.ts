import { readBraces } from '../../syntax/braces/read-braces.ts';
import type { FilePair, FileVersion } from './file-pair.ts';
import type { Sighting } from './rules.ts';

const SHADOW = /\bmacro_rules!\s+(?<name>(?:debug_)?assert(?:_eq|_ne|_matches)?|panic|unreachable)\b/g;

/** A macro of Rust's own that a crate replaces by one of the same name: with it every test of the crate may say yes. */
export function shadowedMacros({ file: { path }, base, head }: FilePair): Sighting[] {
  const before = shadows(base).length;
  return shadows(head)
    .slice(before)
    .map(({ name, line }) => ({
      rule: 'assertion-removed',
      message: `${name}! is replaced by a macro of this crate`,
      path,
      range: { startLine: line },
    }));
}

function shadows(version: FileVersion | null): { readonly name: string; readonly line: number }[] {
  if (version === null || !version.path.endsWith('.rs')) return [];
  const source = readBraces(version.text, 'rust');
  return [...source.plain.matchAll(SHADOW)].map(({ groups, index }) => ({ name: groups?.['name'] ?? '', line: source.lineOf(index) }));
}
