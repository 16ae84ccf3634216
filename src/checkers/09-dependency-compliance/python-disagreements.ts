import { posix } from 'node:path';
import { z } from 'zod';
import { pythonName, type PythonRequirement, readPythonRequirement } from '../../formats/python-requirement.ts';
import type { Dependencies, Lock, TomlFile } from './dependency-files.ts';
import { satisfiesRange } from './npm-range.ts';
import { lineOfName } from './line-of.ts';
import type { Sighting } from './rules.ts';

const texts = z
  .array(z.unknown().transform((one) => (typeof one === 'string' ? one : '')))
  .catch([])
  .default([]);
const lists = z.record(z.string(), texts).catch({}).default({});
const keyed = z.record(z.string(), z.unknown()).catch({}).default({});
const poetry = z.object({
  dependencies: keyed,
  'dev-dependencies': keyed,
  group: z
    .record(z.string(), z.object({ dependencies: keyed }).catch({ dependencies: {} }))
    .catch({})
    .default({}),
});
const pyproject = z.object({
  project: z
    .object({ name: z.string().optional().catch(undefined), dependencies: texts, 'optional-dependencies': lists, dynamic: texts })
    .optional()
    .catch(undefined),
  'dependency-groups': lists,
  tool: z
    .object({
      poetry: poetry.optional().catch(undefined),
      uv: z.object({ sources: keyed, 'dev-dependencies': texts, 'override-dependencies': texts }).optional().catch(undefined),
    })
    .catch({})
    .default({}),
});

interface Asked {
  readonly name: string;
  readonly range: string;
}

/** What `uv lock --check` refuses: a dependency that `uv.lock` does not repeat, or with another range. */
export function uvDisagreements(lock: Lock, { toml }: Dependencies): Sighting[] {
  const { importers } = lock.graph;
  const rootPath = posix.join(lock.folder, 'pyproject.toml');
  const root = pyproject.safeParse(toml.get(rootPath)?.value).data?.project?.name;
  // A project beside the lockfile is asked about, whether the lockfile knows it or not; a workspace without one has none.
  const isKnown = root === undefined || importers.some(({ folder }) => folder === '');
  const held = Map.groupBy(lock.graph.packages, ({ name }) => name);
  const settings = pyproject.safeParse(toml.get(rootPath)?.value).data?.tool.uv?.['override-dependencies'] ?? [];
  const overridden = new Set(settings.flatMap((line) => readPythonRequirement(line)?.name ?? []));
  return [...importers, ...(isKnown ? [] : [{ folder: '', requests: [] }])].flatMap(({ folder, requests }) => {
    const path = posix.join(lock.folder, folder ?? '', 'pyproject.toml');
    const file = toml.get(path);
    const read = pyproject.safeParse(file?.value).data;
    if (file === undefined || read === undefined) return [];
    const redirected = new Set(Object.keys(read.tool.uv?.sources ?? {}).map(pythonName));
    const written = Map.groupBy(requests, ({ name }) => name);
    const outside = (name: string, range: string) => {
      const versions = (held.get(name) ?? []).map(({ version, source }) => (source.kind === 'registry' ? version : ''));
      const isWrong = !overridden.has(name) && versions.length > 0 && versions.every((version) => isOutside(version, range));
      return isWrong ? [`holds ${versions.join(' and ')}, asked for is ${range}`] : [];
    };
    return askedIn(read).flatMap(({ name, range }) => {
      const there = written.get(name);
      if (there === undefined) return [sighting({ file, path, lock, name, said: 'does not hold it for this project' })];
      if (redirected.has(name)) return [];
      if (there.some((one) => clauses(one.range ?? '') === clauses(range)))
        return outside(name, range).map((said) => sighting({ file, path, lock, name, said }));
      return [
        sighting({ file, path, lock, name, said: `was written for ${there[0]?.range || 'any version'}, asked for is ${range || 'any'}` }),
      ];
    });
  });
}

/** Projects of a `uv.lock` whose build alone says what they ask for: what they write down is compared, the rest is not. */
export function buildDecided(side: Dependencies): string[] {
  return side.locks.flatMap((lock) => {
    const paths = lock.graph.importers.map(({ folder }) => posix.join(lock.folder, folder ?? '', 'pyproject.toml'));
    const isDynamic = (path: string) =>
      pyproject.safeParse(side.toml.get(path)?.value).data?.project?.dynamic.some((one) => /^(optional-)?dependencies$/.test(one));
    return posix.basename(lock.path) === 'uv.lock' ? paths.filter(isDynamic) : [];
  });
}

/** Poetry repeats no ranges: what is missing altogether is seen, and versions outside of ranges that mean the same for npm. */
export function poetryDisagreements(lock: Lock, { toml }: Dependencies): Sighting[] {
  const path = posix.join(lock.folder, 'pyproject.toml');
  const file = toml.get(path);
  const read = pyproject.safeParse(file?.value).data;
  if (file === undefined || read === undefined) return [];
  const { poetry: own } = read.tool;
  const groups = Object.values(own?.group ?? {}).map(({ dependencies }) => dependencies);
  const tables = own === undefined ? [] : [own.dependencies, own['dev-dependencies'], ...groups];
  const wanted = tables.flatMap((one) => Object.entries(one)).filter(([name]) => name !== 'python');
  const held = Map.groupBy(lock.graph.packages, ({ name }) => name);
  const asked = [
    ...wanted.map(([name, range]) => ({ name: pythonName(name), range: typeof range === 'string' ? range : '' })),
    ...askedIn(read),
  ];
  return [...Map.groupBy(asked, ({ name }) => name)].flatMap(([name, ranges]): Sighting[] => {
    const there = held.get(name);
    if (there === undefined) return [sighting({ file, path, lock, name, said: 'does not hold it' })];
    const outside = ranges.find(({ range }) => there.every((one) => one.source.kind === 'registry' && isOutside(one.version, range)));
    if (outside === undefined) return [];
    return [
      sighting({
        file,
        path,
        lock,
        name,
        said: `holds ${there.map(({ version }) => version).join(' and ')}, asked for is ${outside.range}`,
      }),
    ];
  });
}

/** Certainly: of plain numbers, with the comparisons, carets and tildes that both know. */
function isOutside(version: string, range: string): boolean {
  const parts = range
    .replace(/[()]/g, '')
    .split(',')
    .map((part) => part.trim());
  if (!/^\d+\.\d+\.\d+$/.test(version) || !parts.every((part) => /^(?:\^|~|>=|<=?)\s*\d+(?:\.\d+)*$/.test(part))) return false;
  return satisfiesRange(version, parts.join(' ')) === false;
}

function askedIn(project: z.infer<typeof pyproject>): Asked[] {
  return requirementsIn(project).flatMap(({ name, range, address }) => (address === null ? [{ name, range }] : []));
}

function requirementsIn({ project, 'dependency-groups': groups, tool }: z.infer<typeof pyproject>): PythonRequirement[] {
  const lines = [
    project?.dependencies ?? [],
    ...Object.values(project?.['optional-dependencies'] ?? {}),
    ...Object.values(groups),
    tool.uv?.['dev-dependencies'] ?? [],
  ].flat();
  return lines.flatMap((line) => (line === '' ? [] : (readPythonRequirement(line) ?? [])));
}

/** What the text of a pyproject.toml asks for, poetry's own tables left out. */
export function pythonRequests(value: unknown): PythonRequirement[] {
  const read = pyproject.safeParse(value).data;
  return read === undefined ? [] : requirementsIn(read);
}

/** Those that come with the project wherever it is installed. */
export function deliveredRequests(value: unknown): PythonRequirement[] {
  const read = pyproject.safeParse(value).data;
  return read === undefined ? [] : requirementsIn({ ...read, 'dependency-groups': {}, tool: {} });
}

/** `>=1, <2` and `<2,>=1` mean the same. */
function clauses(range: string): string {
  return range
    .split(',')
    .map((one) => one.replace(/\s+/g, ''))
    .toSorted()
    .join();
}

interface Fault {
  readonly file: TomlFile;
  readonly path: string;
  readonly lock: Lock;
  readonly name: string;
  readonly said: string;
}

function sighting({ file, path, lock, name, said }: Fault): Sighting {
  return {
    rule: 'lockfile-disagrees',
    path,
    range: { startLine: lineOfName(file.text, name) },
    code: `${lock.path} ${name}`,
    message: `${name}: ${lock.path} ${said}`,
  };
}
