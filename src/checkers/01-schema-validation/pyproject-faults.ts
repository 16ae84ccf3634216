import { posix } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Sighting } from './rules.ts';

const text = z.string();
const texts = z.array(z.unknown());
const table = z.record(z.string(), z.unknown());
/** PEP 440: versions and what they are compared by, divided by commas. */
const specifiers = text.regex(/^\s*(?:(?:===?|~=|!=|<=?|>=?)\s*[\w.*+!-]+\s*(?:,\s*|$))*$/);

/** What a build or an installation refuses of the tables that PEP 518 and 621 describe; what their lists hold is judged by the lockfile's checker. */
const KNOWN = {
  project: {
    name: { shape: text, is: 'a text' },
    version: { shape: text, is: 'a text' },
    description: { shape: text, is: 'a text' },
    'requires-python': { shape: specifiers, is: 'a text of comparisons, as ">=3.11"' },
    dependencies: { shape: texts, is: 'a list of requirements' },
    keywords: { shape: texts, is: 'a list of texts' },
    classifiers: { shape: texts, is: 'a list of texts' },
    dynamic: { shape: texts, is: 'a list of names' },
    'optional-dependencies': { shape: table, is: 'a table of lists' },
    scripts: { shape: table, is: 'a table of texts' },
    urls: { shape: table, is: 'a table of addresses' },
  },
  'build-system': {
    requires: { shape: texts, is: 'a list of requirements' },
    'build-backend': { shape: text, is: 'a text' },
  },
} as const;

/** Of a file whose grammar is right. */
export function pyprojectFaults(path: string, source: string): Sighting[] {
  if (posix.basename(path) !== 'pyproject.toml') return [];
  const file = parse(source);
  return Object.entries(KNOWN).flatMap(([heading, keys]) => {
    const held = table.safeParse(file[heading]).data ?? {};
    return Object.entries(keys).flatMap(([key, { shape, is }]): Sighting[] => {
      if (!Object.hasOwn(held, key) || shape.safeParse(held[key]).success) return [];
      const message = `${heading}.${key} is ${is}`;
      return [{ rule: 'schema-violation', path, range: { startLine: lineOf(source, heading, key) }, code: message, message }];
    });
  });
}

/** Of a key below its heading; of the heading where it is written otherwise. */
function lineOf(source: string, heading: string, key: string): number {
  const lines = source.split('\n').map((line) => line.trim());
  const from = Math.max(lines.indexOf(`[${heading}]`), 0);
  const at = lines.findIndex((line, index) => index > from && line.startsWith(key) && /^\s*=/.test(line.slice(key.length)));
  return (at === -1 ? from : at) + 1;
}
