import type { DataDocument, Problem } from './data-document.ts';
import { readJson } from './read-json.ts';
import { tomlProblems } from './toml-problems.ts';
import { readYaml } from './read-yaml.ts';

export type DataFormat = 'json' | 'jsonc' | 'yaml' | 'toml';

/** Far above any definition that is written; a parser fed more than this is being attacked, or fed data. Of YAML less: it is read slowly. */
const MAX_CHARACTERS: Readonly<Record<DataFormat, number>> = { json: 16_000_000, jsonc: 16_000_000, yaml: 2_000_000, toml: 2_000_000 };

export interface DataReading {
  readonly text: string;
  /** More than one in a YAML stream only; none where something does not parse, and none of TOML, which is only parsed. */
  readonly documents: readonly DataDocument[];
  readonly problems: readonly Problem[];
  /** It was not looked into. */
  readonly isTooLarge: boolean;
}

/** The format that a file's name promises; null when it promises none of these. */
export function dataFormatOf(path: string): DataFormat | null {
  if (/\.(json|webmanifest|avsc)$/i.test(path)) return 'json';
  if (/\.jsonc$/i.test(path)) return 'jsonc';
  if (/\.toml$/i.test(path)) return 'toml';
  return /\.ya?ml$/i.test(path) ? 'yaml' : null;
}

/** JSON may have comments and trailing commas, whatever the file is called: editors and compilers read their settings so. */
export function readData(text: string, format: DataFormat): DataReading {
  if (text.length > MAX_CHARACTERS[format]) return { text, documents: [], problems: [], isTooLarge: true };
  if (format === 'yaml') return { text, ...readYaml(text), isTooLarge: false };
  if (format === 'toml') return { text, documents: [], problems: tomlProblems(text), isTooLarge: false };
  const strict = readJson(text);
  const reading = strict.problem === null ? strict : readJson(text, { isLoose: true });
  return {
    text,
    ...(reading.problem === null ? { documents: [reading.document], problems: [] } : { documents: [], problems: [reading.problem] }),
    isTooLarge: false,
  };
}
