import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { isPython, readPython } from '../../syntax/python/read-python.ts';
import type { LockedDependency } from '../../formats/dependency-graph/dependency-graph.ts';
import type { Dependencies } from './dependency-files.ts';
import { deliveredRequests, pythonRequests } from './python-disagreements.ts';
import type { Sighting } from './rules.ts';

/** Everything that may ask for packages of Python. */
const ASKS =
  /^([\w.-]*(requirements|constraints)[\w.-]*|setup\.(py|cfg)|pyproject\.toml|Pipfile|environment\.ya?ml|tox\.ini|noxfile\.py)$|(^|\/)requirements\//i;
/** What is not delivered. */
const OWN_USE = /(^|\/)(tests?|docs?|examples?|scripts?|tools?|benchmarks?)\/|(^|\/)(test_[^/]*|[^/]*_test|conftest|setup|noxfile)\.py$/i;

interface Sides {
  readonly head: Tree;
  readonly before: Dependencies;
  readonly after: Dependencies;
  readonly touched: readonly string[];
}

/**
 * What the change no longer asks for, nothing else asks for or brings along, and a module still imports: of packages that are called as their module is. What
 * is asked for to develop alone is nothing that is delivered.
 */
export async function withdrawnPython({ head, before, after, touched }: Sides): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const path of touched.filter((one) => head.has(one))) {
    const [old, now] = [askedIn(path, before), askedIn(path, after)];
    for (const name of old.all) {
      // From what is delivered into what is there to develop it is gone as well.
      const isMoved = old.delivered.has(name) && now.all.has(name);
      if (now.delivered.has(name) || (now.all.has(name) && !isMoved)) continue;
      if (broughtAlong(isMoved ? now.delivered : now.all, after).has(name) || (await isAskedElsewhere(name, path, head))) continue;
      const importer = await importerOf(name.replaceAll('-', '_'), path, head);
      if (importer === null || (isMoved && OWN_USE.test(importer))) continue;
      const severity = OWN_USE.test(importer) ? { severity: 'warning' as const } : {};
      const message = `${path} no longer asks for ${name}, which ${importer} still imports`;
      found.push({ rule: 'import-undeclared', path, code: name, message, ...severity });
    }
  }
  return found;
}

/** With all that they use themselves, as far as lockfiles say it. */
function broughtAlong(names: ReadonlySet<string>, { locks }: Dependencies): ReadonlySet<string> {
  const reached = new Set(names);
  for (const { graph, path } of locks.filter((one) => one.graph.ecosystem === 'pypi')) {
    const byId = new Map(graph.packages.map((one) => [one.id, one]));
    // Of requirements nobody knows which of them bring others along.
    const open = graph.packages.filter(({ name }) => names.has(name) || path.endsWith('.txt'));
    const known = new Set<Pick<LockedDependency, 'name' | 'dependsOn'>>(open);
    // What is found on the way is gone through too.
    for (const { name, dependsOn } of known) {
      reached.add(name);
      for (const id of dependsOn) known.add(byId.get(id) ?? { name: id, dependsOn: [] });
    }
  }
  return reached;
}

interface Asked {
  readonly all: ReadonlySet<string>;
  readonly delivered: ReadonlySet<string>;
}

function askedIn(path: string, { locks, toml }: Dependencies): Asked {
  const isProject = posix.basename(path) === 'pyproject.toml';
  const value = toml.get(path)?.value;
  const lock = path.endsWith('.txt') ? locks.find((one) => one.path === path) : undefined;
  const listed = lock?.graph.packages.flatMap(({ name, source }) => (source.kind === 'registry' ? [name] : [])) ?? [];
  const namesOf = (requests: readonly { readonly name: string }[]) => new Set([...listed, ...requests.map(({ name }) => name)]);
  return isProject
    ? { all: namesOf(pythonRequests(value)), delivered: namesOf(deliveredRequests(value)) }
    : { all: new Set(listed), delivered: new Set(listed) };
}

/** The manifest itself is read as what it is, but for tables of poetry. */
async function isAskedElsewhere(name: string, manifest: string, tree: Tree): Promise<boolean> {
  const loose = new RegExp(`(?<![\\w.-])${name.replaceAll('-', '[-_.]')}(?![\\w-])`, 'i');
  for (const path of tree.paths.filter((one) => ASKS.test(posix.basename(one)) || ASKS.test(one)))
    if (tree.entry(path)?.mode.startsWith('100') === true) {
      const text = (await tree.read(path)) ?? '';
      if (loose.test(text) && (path !== manifest || posix.extname(path) !== '.toml' || text.includes('[tool.poetry.'))) return true;
    }
  return false;
}

/** A file below the manifest that imports a module as it is loaded, where none of the repository has its name. */
async function importerOf(module: string, manifest: string, tree: Tree): Promise<string | null> {
  const own = new RegExp(`(^|/)${module}(\\.py|/[^/]+\\.py)$`);
  if (tree.paths.some((path) => own.test(path))) return null;
  const folder = posix.dirname(manifest) === '.' ? '' : `${posix.dirname(manifest)}/`;
  const importing = new RegExp(`^(?:from ${module}(?:\\.[\\w.]+)? import\\b|import (?:[\\w., ]+, ?)?${module}(?:[ .,]|$))`);
  const files = tree.paths.filter((path) => path.startsWith(folder) && isPython(path) && tree.entry(path)?.mode.startsWith('100') === true);
  for (const path of files.toSorted((a, b) => Number(OWN_USE.test(a)) - Number(OWN_USE.test(b)))) {
    const text = (await tree.read(path)) ?? '';
    const [first] = text.includes(module) ? readPython(text).statements.filter(({ code }) => importing.test(code)) : [];
    if (first !== undefined) return `${path}:${first.line}`;
  }
  return null;
}
