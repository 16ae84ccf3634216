import { pythonName, readPythonRequirement } from '../python-requirement.ts';
import type { DependencyGraph, LockedDependency, Source } from './dependency-graph.ts';

/** A `requirements.txt`: a lockfile as far as it pins. What is pinned to no version has none here. */
export function readRequirementsGraph(source: string): DependencyGraph {
  const packages = source
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/\s+/g, ' ')
        .replace(/(^| )#.*$/, '')
        .trim(),
    )
    .flatMap((line): LockedDependency[] => (line === '' ? [] : packageIn(line)));
  return { ecosystem: 'pypi', packages, importers: [] };
}

/** Longer than anything that is installed by name or address. */
const MAX_CHARACTERS = 2000;

function packageIn(line: string): LockedDependency[] {
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
  return [
    {
      id: `${read.name} ${version}${read.address ?? ''}`,
      name: read.name,
      as: read.name,
      version,
      source: sourceOf(read.address),
      integrity,
      hasInstallScript: null,
      licence: null,
      dependsOn: [],
      needsNoIntegrity: false,
      mark: plain.slice(0, 60),
    },
  ];
}

function nameIn(address: string): string {
  const said = /[#&]egg=([\w.-]+)/.exec(address)?.[1] ?? /([\w.-]+?)(?:\.git)?(?:@[^/]*)?(?:#.*)?\/?$/.exec(address)?.[1] ?? address;
  return pythonName(said);
}

function sourceOf(address: string | null): Source {
  if (address === null) return { kind: 'registry', url: null };
  if (/^(git|hg|svn|bzr)\+/.test(address)) return { kind: 'git', url: address };
  return /^[a-z+]+:\/\//i.test(address) && !address.startsWith('file:')
    ? { kind: 'url', url: address }
    : { kind: 'file', url: address.replace(/^file:(\/\/)?/, '').replace(/\[[^\]]*\]$/, '') };
}
