import { pythonName, readPythonRequirement } from '../python-requirement.ts';
import type { DependencyGraph, LockedDependency, Source } from './dependency-graph.ts';

/** A `requirements.txt`: a lockfile as far as it pins. What is pinned to no version has none here. */
export function readRequirementsGraph(source: string): DependencyGraph {
  const lines = source
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/(^| )#.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '');
  // Whatever stands in the file may come from each of them.
  const indexes = lines.flatMap(indexIn).join(' ');
  return { ecosystem: 'pypi', packages: lines.flatMap((line) => packageIn(line, indexes === '' ? null : indexes)), importers: [] };
}

/** An index or a page of links beside PyPI's own. */
function indexIn(line: string): string[] {
  const said = /^(?:-i|--index-url|--extra-index-url|-f|--find-links)[ =]?([a-z]+:\/\/\S+)/i.exec(line)?.[1];
  return said === undefined || /^https:\/\/pypi\.org\/simple\/?$/.test(said) ? [] : [said];
}

/** Longer than anything that is installed by name or address. */
const MAX_CHARACTERS = 2000;

function packageIn(line: string, indexes: string | null): LockedDependency[] {
  const list = /^(?:-r|--requirement|-c|--constraint)[ =]?([a-z]+:\/\/\S+)/i.exec(line)?.[1];
  if (list !== undefined) return [dependency({ name: list, version: '', source: { kind: 'url', url: list }, integrity: [], mark: list })];
  const editable = /^(?:-e|--editable)[ =](\S+)/.exec(line)?.[1];
  // `-r other.txt`, `--index-url …`.
  if (editable === undefined && line.startsWith('-')) return [];
  const [plain = ''] = (editable ?? line).split(' --', 1);
  if (plain.length > MAX_CHARACTERS) throw new SyntaxError(`it asks for something in more than ${MAX_CHARACTERS} characters`);
  const integrity = [...line.matchAll(/ --hash[= ](\S+)/g)].map(([, hash = '']) => hash);
  const isAddress = /^(?:[a-z+]+:\/\/|(?:git|hg|svn|bzr)\+|\/|\.{1,2}(?:[/[]|$)|file:)/i.test(plain);
  const address = isAddress ? (plain.split(' ;')[0] ?? plain) : null;
  const read = address === null ? readPythonRequirement(plain) : { name: nameIn(address), range: '', address };
  if (read === null) throw new SyntaxError(`it has a line that asks for nothing: ${plain.slice(0, 80)}`);
  const version = /^={2,3}\s*([^\s,*]+)$/.exec(read.range)?.[1] ?? '';
  const from: Source = read.address === null ? { kind: 'registry', url: indexes } : sourceOf(read.address);
  return [dependency({ name: read.name, version, source: from, integrity, mark: plain.slice(0, 60) })];
}

function dependency(one: Pick<LockedDependency, 'name' | 'version' | 'source' | 'integrity' | 'mark'>): LockedDependency {
  const { name, version, source } = one;
  const id = `${name} ${version}${source.kind === 'registry' ? '' : (source.url ?? '')}`;
  return { ...one, id, as: name, hasInstallScript: null, licence: null, dependsOn: [], needsNoIntegrity: false };
}

function nameIn(address: string): string {
  const said = /[#&]egg=([\w.-]+)/.exec(address)?.[1] ?? /([\w.-]+?)(?:\.git)?(?:@[^/]*)?(?:#.*)?\/?$/.exec(address)?.[1] ?? address;
  return pythonName(said);
}

function sourceOf(address: string): Source {
  if (/^(git|hg|svn|bzr)\+/.test(address)) return { kind: 'git', url: address };
  return /^[a-z+]+:\/\//i.test(address) && !address.startsWith('file:')
    ? { kind: 'url', url: address }
    : { kind: 'file', url: address.replace(/^file:(\/\/)?/, '').replace(/\[[^\]]*\]$/, '') };
}
