import { pythonName, readPythonRequirement } from '../python-requirement.ts';
import type { DependencyGraph, LockedDependency, Source } from './dependency-graph.ts';

/** A `requirements.txt`: a lockfile as far as it pins. What is pinned to no version has none here. */
export function readRequirementsGraph(source: string): DependencyGraph {
  const lines = linesIn(source);
  // Whatever stands in the file may come from each of them.
  const indexes = lines.flatMap(indexesIn).join(' ');
  return { ecosystem: 'pypi', packages: lines.flatMap((line) => packageIn(line, indexes === '' ? null : indexes)), importers: [] };
}

/** Other files that belong to it (`-r base.in`, `-c limits.txt`), as it names them. */
export function includedRequirements(source: string): string[] {
  return linesIn(source).flatMap((line) => {
    const path = LIST.exec(line)?.[1];
    return path === undefined || ADDRESS.test(path) ? [] : [path];
  });
}

/** Options as pip takes them: without quotes. */
function linesIn(source: string): string[] {
  return source
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/(^| )#.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('-') ? line.replace(/["']/g, '') : line));
}

/** Long options may be written in part, as far as one alone begins so. */
const LIST = /^(?:-[rc] ?|--requirem[a-z]*[ =]|--c[a-z]*[ =])(\S+)/;
const EDITABLE = /^(?:-e ?|--ed[a-z]*[ =])(\S+)/;
const ADDRESS = /^[a-z][a-z+.-]*:\/\//i;

/** Indexes and pages of links beside PyPI's own; several may stand on a line. */
function indexesIn(line: string): string[] {
  if (!line.startsWith('-') || LIST.test(line) || EDITABLE.test(line)) return [];
  const said = [...line.matchAll(/(?:^-[if]|[ =])([a-z][a-z+.-]*:\/\/\S+)/gi)].map(([, url = '']) => url);
  return said.filter((url) => !/^https:\/\/pypi\.org\/simple\/?$/.test(url));
}

/** Longer than anything that is installed by name or address. */
const MAX_CHARACTERS = 2000;

function packageIn(line: string, indexes: string | null): LockedDependency[] {
  const list = LIST.exec(line)?.[1] ?? '';
  if (ADDRESS.test(list)) return [dependency({ name: list, version: '', source: { kind: 'url', url: list }, integrity: [], mark: list })];
  const editable = EDITABLE.exec(line)?.[1];
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
