import { posix } from 'node:path';
import type { Tree } from '../../domain/tree.ts';
import { isPython, readPython } from '../../syntax/python/read-python.ts';
import type { Dependencies } from './dependency-files.ts';
import { pythonRequests } from './python-disagreements.ts';
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

/** What the change no longer asks for, nothing else asks for or locks, and a module still imports: of packages that are called as their module is. */
export async function withdrawnPython({ head, before, after, touched }: Sides): Promise<Sighting[]> {
  const still = new Set(after.locks.flatMap(({ graph }) => (graph.ecosystem === 'pypi' ? graph.packages.map(({ name }) => name) : [])));
  const found: Sighting[] = [];
  for (const path of touched.filter((one) => head.has(one))) {
    const now = new Set(askedIn(path, after));
    for (const name of new Set(askedIn(path, before))) {
      if (now.has(name) || still.has(name) || (await isAskedElsewhere(name, head))) continue;
      const importer = await importerOf(name.replaceAll('-', '_'), path, head);
      if (importer === null) continue;
      const severity = OWN_USE.test(importer) ? { severity: 'warning' as const } : {};
      const message = `${path} no longer asks for ${name}, which ${importer} still imports`;
      found.push({ rule: 'import-undeclared', path, code: name, message, ...severity });
    }
  }
  return found;
}

function askedIn(path: string, { locks, toml }: Dependencies): string[] {
  if (posix.basename(path) === 'pyproject.toml') return pythonRequests(toml.get(path)?.value).map(({ name }) => name);
  const lock = path.endsWith('.txt') ? locks.find((one) => one.path === path) : undefined;
  return lock?.graph.packages.flatMap(({ name, source }) => (source.kind === 'registry' ? [name] : [])) ?? [];
}

async function isAskedElsewhere(name: string, tree: Tree): Promise<boolean> {
  const loose = new RegExp(`(?<![\\w.-])${name.replaceAll('-', '[-_.]')}(?![\\w-])`, 'i');
  for (const path of tree.paths.filter((one) => ASKS.test(posix.basename(one)) || ASKS.test(one)))
    if (tree.entry(path)?.mode.startsWith('100') === true && loose.test((await tree.read(path)) ?? '')) return true;
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
