import { posix } from 'node:path';
import { z } from 'zod';
import type { Dependencies, TomlFile } from './dependency-files.ts';
import { isThere } from './go-disagreements.ts';
import { isBelow } from './judge-new.ts';
import { lineOf } from './line-of.ts';
import type { Sighting } from './rules.ts';

const text = z.string().optional().catch(undefined);
const texts = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .catch([])
  .default([]);
const indexes = z
  .array(z.object({ url: text }).catch({}))
  .catch([])
  .default([]);
const pyproject = z.object({
  tool: z.object({
    uv: z
      .object({ index: indexes, 'index-url': texts, 'default-index': texts, 'extra-index-url': texts, 'find-links': texts })
      .optional()
      .catch(undefined),
    poetry: z.object({ source: indexes }).optional().catch(undefined),
    pdm: z.object({ source: indexes }).optional().catch(undefined),
  }),
});
const crates = z.record(z.string(), z.object({ git: text, path: text }).catch({})).catch({});
const cargoToml = z.object({ patch: z.record(z.string(), crates).catch({}).default({}), replace: crates.default({}) });

/** They serve what everybody publishes. */
const PUBLIC = new Set(['pypi.org', 'pypi.python.org', 'files.pythonhosted.org', 'localhost', '127.0.0.1']);

interface Sides {
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly touched: readonly string[];
  readonly sources: readonly string[];
}

/** Where a pyproject.toml or a Cargo.toml itself says that packages come from, and nothing of base does. */
export function namedSources({ before, after, touched, sources }: Sides): Sighting[] {
  const hosts = new Set([...PUBLIC, ...[...before.toml.values()].flatMap((file) => indexesIn(file).flatMap(hostOf))]);
  return touched.flatMap((path): Sighting[] => {
    const file = after.toml.get(path);
    if (file === undefined) return [];
    const say = (mark: string, message: string): Sighting => ({
      rule: 'source-not-registry',
      path,
      range: { startLine: lineIn(file, mark) },
      code: mark,
      message,
    });
    if (posix.basename(path) === 'pyproject.toml')
      return indexesIn(file)
        .filter((url) => hostOf(url).some((host) => !hosts.has(host)) && !sources.some((one) => isBelow(url, one)))
        .map((url) => say(url, `packages would come from ${hostOf(url).join()}, an index that nothing of the base commit names`));
    const old = new Set(patchesIn(before.toml.get(path)).map(({ from }) => from));
    return patchesIn(file)
      .filter(({ from, isFolder }) => !old.has(from) && !(isFolder && isThere(posix.join(posix.dirname(path), from), from, after)))
      .filter(({ from }) => !sources.some((one) => isBelow(from, one)))
      .map(({ name, from }) => say(from, `${name} comes from no registry but from ${from}, for every crate that asks for it`));
  });
}

/** Of patches below their heading: crates are called like their folders, and asked for above. */
function lineIn({ text: written, value }: TomlFile, mark: string): number {
  const isPatched = patchesIn({ text: written, value }).length > 0;
  const from = isPatched ? Math.max(written.search(/^[ \t]*\[(?:patch|replace)\b/m), 0) : 0;
  return written.slice(0, from).split('\n').length - 1 + lineOf(written.slice(from), mark);
}

function indexesIn({ value }: TomlFile): string[] {
  const tool = pyproject.safeParse(value).data?.tool;
  const { uv, poetry, pdm } = tool ?? {};
  const listed = [...(uv?.index ?? []), ...(poetry?.source ?? []), ...(pdm?.source ?? [])].flatMap(({ url }) => url ?? []);
  return [
    ...listed,
    ...(uv === undefined ? [] : [...uv['index-url'], ...uv['default-index'], ...uv['extra-index-url'], ...uv['find-links']]),
  ];
}

function hostOf(url: string): string[] {
  const host = URL.parse(url)?.hostname ?? '';
  return host === '' ? [] : [host];
}

/** Crates in place of which all others get another one. */
function patchesIn(file: TomlFile | undefined): { readonly name: string; readonly from: string; readonly isFolder: boolean }[] {
  const read = cargoToml.safeParse(file?.value).data;
  return [...Object.values(read?.patch ?? {}), read?.replace ?? {}].flatMap((one) =>
    Object.entries(one).flatMap(([name, { git, path }]) => {
      const from = git ?? path;
      return from === undefined ? [] : [{ name, from, isFolder: git === undefined }];
    }),
  );
}
