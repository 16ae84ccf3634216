/** A dependency as Python writes it (PEP 508): `name[extra]>=1,<2 ; marker`, or `name @ address`. */
export interface PythonRequirement {
  /** As PyPI compares names. */
  readonly name: string;
  /** The versions that are meant; empty for any, and for an address. */
  readonly range: string;
  readonly address: string | null;
}

const REQUIREMENT = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:@\s*(\S+)|\(?([^;()@]*)\)?)\s*(?:;.*)?$/;

/** Null for what is none. */
export function readPythonRequirement(text: string): PythonRequirement | null {
  const found = text.length > 2000 ? null : REQUIREMENT.exec(text.trim());
  if (found === null) return null;
  const [, name = '', address = null, range = ''] = found;
  if (range.trim() !== '' && !/^\s*[=<>!~]/.test(range)) return null;
  return { name: pythonName(name), range: range.trim(), address };
}

/** PEP 503: case, and which of `-`, `_` and `.` is used, tell no names apart. */
export function pythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
