import type { PlantedFault, PlantedTree } from './operator.ts';
import { atEnd, atStart, firstMatch, put, textOf, wholeLines } from './places.ts';
import type { Place } from './places.ts';

type Wanted = (path: string) => boolean;

const isData = (path: string) => /\.(?:ya?ml|json)$/u.test(path);
const LOCK = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml)$/u;

export const isGraphql: Wanted = (path) => /\.(?:graphqls?|gql)$/u.test(path);
export const isProto: Wanted = (path) => path.endsWith('.proto');
export const isPrisma: Wanted = (path) => path.endsWith('.prisma');
export const isWorkflow: Wanted = (path) => /^\.github\/workflows\/[^/]+\.ya?ml$/u.test(path);
export const isDockerfile: Wanted = (path) => /(?:^|\/)(?:[\w.-]+\.)?Dockerfile$/u.test(path);
export const isCompose: Wanted = (path) => /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/u.test(path);
export const isToml: Wanted = (path) => /(?:^|\/)(?:pyproject|Cargo)\.toml$/u.test(path);

export const openApis =
  (tree: PlantedTree): Wanted =>
  (path) =>
    isData(path) && !LOCK.test(path) && /^\s{0,4}"?(?:openapi|swagger)"?: /mu.test(tree.read(path));

export const jsonSchemas =
  (tree: PlantedTree): Wanted =>
  (path) =>
    path.endsWith('.json') && /"\$schema": "https?:\/\/json-schema\.org/u.test(tree.read(path));

/** Writes something else where the pattern matches first. */
export function change(
  tree: PlantedTree,
  wanted: Wanted,
  { find, by }: { readonly find: RegExp; readonly by: string | ((found: string) => string) },
): PlantedFault | null {
  const place = firstMatch(tree, wanted, find);
  return place === null ? null : put(place, typeof by === 'string' ? by : by(textOf(place)));
}

/** The same, where what is wrong then is elsewhere in the file, or has no line. */
export function changeAnywhere(...given: Parameters<typeof change>): PlantedFault | null {
  const fault = change(...given);
  return fault === null ? null : { edits: fault.edits, at: { path: fault.at.path } };
}

/** A line of its own below the first line of the match, indented as the match is and by so many spaces more. */
export function addBelow(
  tree: PlantedTree,
  wanted: Wanted,
  { find, line, deeper = 0 }: { readonly find: RegExp; readonly line: string; readonly deeper?: number },
): PlantedFault | null {
  const place = firstMatch(tree, wanted, find);
  return place === null ? null : below(place, line, deeper);
}

/** A step before the first one of a workflow, indented as that is. */
export function addStep(
  tree: PlantedTree,
  wanted: Wanted,
  { step, mark }: { readonly step: string; readonly mark: string },
): PlantedFault | null {
  const place = firstMatch(tree, wanted, /^ *steps:\n(?:\s*\n| *#.*\n)*( +)- /u);
  return place === null ? null : put(atStart(place), `${step.replaceAll(/^(?=.)/gmu, textOf(place))}\n`, mark);
}

export function below(place: Place, line: string, deeper = 0): PlantedFault {
  const whole = wholeLines(place);
  const indent = (/^[ \t]*/u.exec(textOf(whole))?.[0] ?? '') + ' '.repeat(deeper);
  return put(atEnd(whole), `${line.replaceAll(/^(?=.)/gmu, indent)}\n`);
}

/** The lines of the first match once more, right below. */
export function repeat(tree: PlantedTree, wanted: Wanted, find: RegExp): PlantedFault | null {
  const place = firstMatch(tree, wanted, find);
  if (place === null) return null;
  const whole = wholeLines(place);
  return put(atEnd(whole), textOf(whole));
}

/** The lines of the first match, gone. */
export function dropLines(tree: PlantedTree, wanted: Wanted, find: RegExp): PlantedFault | null {
  const place = firstMatch(tree, wanted, find);
  if (place === null) return null;
  const whole = wholeLines(place);
  return { edits: put({ ...atStart(whole), end: whole.end }, '').edits, at: { path: whole.path } };
}

interface Table {
  readonly table: string;
  readonly column: string;
}

const MIGRATION = /(?:^|\/)migrations?\/(?:.*\/)?[\w.]*\d[\w.]*(?:\/\w+)?\.sql$/u;
const COLUMN =
  /create table (?:if not exists )?("?[\w.]+"?) ?\(\s+("?\w+"?) [^,]+,\s+("?\w+"?) (?:text|varchar|character varying|uuid)\b/iu;

/** A migration after the last one, about a table that an earlier one creates and a column of it with text. */
export function migrate(tree: PlantedTree, sql: (names: Table) => string): PlantedFault | null {
  const migrations = tree.paths.filter((path) => MIGRATION.test(path) && !path.endsWith('down.sql'));
  const last = migrations.at(-1);
  if (last === undefined) return null;
  const folder = last.slice(0, last.search(/\d[\w.]*(?:\/\w+)?\.sql$/u));
  for (const path of migrations.filter((one) => one.startsWith(folder.replace(/[\d.]+\/$/u, '')))) {
    const [, table, , column] = COLUMN.exec(tree.read(path)) ?? [];
    if (table === undefined || column === undefined) continue;
    const next = nextOf(last);
    return { edits: { [next]: `${sql({ table, column })}\n` }, at: { path: next, line: 1 } };
  }
  return null;
}

/** The number before the name counted up: of the folder where each migration has one, else of the file. */
function nextOf(last: string): string {
  const parts = last.split('/');
  const numbered = /^\d+/u.test(parts.at(-1) ?? '') ? parts.length - 1 : parts.length - 2;
  return parts
    .map((part, index) =>
      index === numbered
        ? part.replace(/^\D*(\d+)[^.]*/u, (_, count: string) => `${String(BigInt(count) + 1n).padStart(count.length, '0')}_next`)
        : part,
    )
    .join('/');
}

const isOpenSource: Wanted = (path) => /^(?:src|source|lib)\/.*\.ts$/u.test(path) && !/\.(?:test|spec|d)\.ts$/u.test(path);

/** What a published package's users import: its entry, and what that exports of other files; none of an application. */
function publicFiles(tree: PlantedTree): readonly { readonly path: string; readonly names: string | null }[] {
  if (!tree.paths.includes('package.json')) return [];
  const manifest = tree.read('package.json');
  const entry = tree.paths.find((path) => /^(?:src|source)\/index\.ts$/u.test(path));
  if (entry === undefined || /"private": true/u.test(manifest) || !/"(?:exports|types)":/u.test(manifest)) return [];
  const folder = entry.replace(/index\.ts$/u, '');
  const others = [...tree.read(entry).matchAll(/^export (?:type )?(\{[^}]*\}|\*) from ['"]\.\/([\w./-]+?)(?:\.[jt]s)?['"]/gmu)];
  return [
    { path: entry, names: null },
    ...others.map(([, names = '', path = '']) => ({ path: `${folder}${path}.ts`, names: names === '*' ? null : names })),
  ].filter(({ path }) => isOpenSource(path) && tree.paths.includes(path));
}

/** Where the pattern's group `at` is in something that users of the package import by the name in its group `name`. */
export function publicPlace(tree: PlantedTree, pattern: RegExp): Place | null {
  for (const { path, names } of publicFiles(tree)) {
    const text = tree.read(path);
    for (const match of text.matchAll(new RegExp(pattern.source, 'dgmu'))) {
      const span = match.indices?.groups?.['at'];
      const name = match.groups?.['name'] ?? '';
      if (span !== undefined && (names === null || new RegExp(`\\b${name}\\b`, 'u').test(names)))
        return { path, text, start: span[0], end: span[1] };
    }
  }
  return null;
}

/** Another name for what users of the package import by the pattern's group `at`: in every source and test of the repository. */
export function renameEverywhere(tree: PlantedTree, pattern: RegExp, to: (name: string) => string): PlantedFault | null {
  const place = publicPlace(tree, pattern);
  if (place === null) return null;
  const word = new RegExp(`\\b${textOf(place)}\\b`, 'gu');
  const users = tree.paths.filter((path) => /\.[cm]?tsx?$/u.test(path) && word.test(tree.read(path)));
  const edits = Object.fromEntries(users.map((path) => [path, tree.read(path).replaceAll(word, to(textOf(place)))]));
  return { edits, at: { path: place.path } };
}
