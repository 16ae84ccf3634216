import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { isDependencyLock } from '../../formats/dependency-graph/read-dependency-graph.ts';
import type { AskedFor } from '../../formats/manifest/manifest.ts';
import { jsonOf } from '../../syntax/json-of.ts';
import type { Dependencies } from './dependency-files.ts';
import { isTestInput } from './is-test-input.ts';
import type { Sighting } from './rules.ts';
import type { Trees } from './undeclared-imports.ts';

/** Prose names packages that nothing uses. */
const PROSE = /\.(md|markdown|rst|txt|adoc|snap|patch|diff|svg|map|lock)$|(^|\/)(changelog|licen[cs]e|readme|notice)[^/]*$/i;
const MAX_CHARACTERS = 2_000_000;

export interface Sides extends Trees {
  readonly before: Dependencies;
  readonly after: Dependencies;
}

/** What a package.json of the change asks for anew and no file names: no source, no config, no script. */
export async function unusedDependencies({ change, head, before, after }: Sides): Promise<Sighting[]> {
  const found: Sighting[] = [];
  const askedBefore = new Set([...before.packages.values()].flatMap(({ asked }) => asked.map(({ name }) => name)));
  const own = new Set([...after.packages.values()].flatMap(({ name }) => name ?? []));
  const needed = neededByOthers(after);
  const touched = new Set(change.files.map(({ path }) => path));
  for (const path of touched) {
    const asked = isTestInput(path) ? [] : (after.packages.get(path)?.asked ?? []);
    const fresh = asked.filter(({ name, group }) => group !== 'peer' && !askedBefore.has(name) && !own.has(name) && !needed.has(name));
    const open = new Map(fresh.filter(({ name }) => !name.startsWith('@types/')).map((one) => [one.name, one]));
    if (open.size === 0) continue;
    await strikeUsed(open, { manifest: path, first: touched, tree: head });
    found.push(
      ...[...open.values()].map(({ name, line }): Sighting => {
        const message = `${path} asks for ${name} now, and no file names it`;
        return { rule: 'dependency-unused', path, range: { startLine: line }, code: name, message };
      }),
    );
  }
  return found;
}

/** Names of what another package of the lockfiles uses, as a peer for instance: nobody has to name it for that. */
function neededByOthers({ locks }: Dependencies): ReadonlySet<string> {
  return new Set(
    locks.flatMap(({ graph }) => {
      const names = new Map(graph.packages.map(({ id, as }) => [id, as]));
      return graph.packages.flatMap(({ dependsOn }) => dependsOn.flatMap((id) => names.get(id) ?? []));
    }),
  );
}

interface Search {
  readonly manifest: string;
  /** Where a new dependency is most often used. */
  readonly first: ReadonlySet<string>;
  readonly tree: Tree;
}

async function strikeUsed(open: Map<string, AskedFor>, { manifest, first, tree }: Search): Promise<void> {
  const folder = posix.dirname(manifest) === '.' ? '' : `${posix.dirname(manifest)}/`;
  const rank = (path: string) => (first.has(path) ? 0 : path.startsWith(folder) ? 1 : 2);
  const files = tree.paths.filter((path) => !/(^|\/)node_modules\//.test(path) && !PROSE.test(path));
  for (const path of files.toSorted((a, b) => rank(a) - rank(b))) {
    if (open.size === 0) return;
    if (isDependencyLock(path) || tree.entry(path)?.mode.startsWith('100') !== true) continue;
    const text = (await tree.read(path)) ?? '';
    if (text.length > MAX_CHARACTERS || text.includes('\0')) continue;
    const said = posix.basename(path) === 'package.json' ? withoutRequests(text) : text;
    // The file of a tool's settings may hold nothing: `.prettierrc`.
    const [tool = ''] = /^[\w-]+?(?=rc\b|\.config\b|ignore$)/.exec(posix.basename(path).replace(/^\./, '')) ?? [];
    for (const name of open.keys()) if (namesOf(name).some((one) => one.test(said) || one.test(tool))) open.delete(name);
  }
}

/** What a package.json says beside what it asks for: scripts, and the settings of tools. */
function withoutRequests(text: string): string {
  const requests = /^(dev|peer|optional|bundled?)?dependencies(Meta)?$/i;
  return JSON.stringify(Object.fromEntries(Object.entries(jsonOf(text)).filter(([key]) => !requests.test(key))));
}

/** What a package is used by, where that is not in its name. */
const COMMANDS: Readonly<Record<string, string>> = {
  typescript: 'tsc',
  '@typescript/native-preview': 'tsgo',
  '@arethetypeswrong/cli': 'attw',
  '@vitest/coverage-v8': 'coverage',
  '@vitest/coverage-istanbul': 'coverage',
};

/** How a package is named where it is used: by its name, by its command, or by the short name that plugins have. */
function namesOf(name: string): readonly RegExp[] {
  const last = name.replace(/^@[^/]+\//, '');
  const command = /^(?:eslint|stylelint|babel|postcss|prettier|remark|rehype)-(?:plugin|config|preset)-(.+)$/.exec(last)?.[1] ?? last;
  const scope = /^(@[^/]+)\/(?:eslint|stylelint)-(?:plugin|config)$/.exec(name)?.[1];
  return [name, (Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined) ?? command, ...(scope === undefined ? [] : [scope])].map(
    (one) => new RegExp(`(?<![\\w-])${one.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')}(?![\\w-])`),
  );
}
