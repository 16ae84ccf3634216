import { posix } from 'node:path';
import type { Tree } from '../../../domain/tree.ts';
import type { PublishedPackage } from './published-package.ts';

/**
 * Is the next version of a package already known to be one that breaks? By its own version, which is a prerelease of such a one or an
 * alpha that promises nothing yet, or by a changeset that waits to be released.
 */
export async function announcedMajor(tree: Tree, { name, version }: PublishedPackage): Promise<boolean> {
  // `0.0.0-development` stands for whatever version a release gets.
  if (version !== null && /^(?:[1-9]\d*\.0\.0|0\.[1-9]\d*\.0)-.|-alpha\b/.test(version)) return true;
  const level = version?.startsWith('0.') === true ? /(?:major|minor)/ : /major/;
  return (await changesets(tree, name)).some((said) => level.test(said.level));
}

interface Changeset {
  readonly path: string;
  readonly level: string;
  readonly text: string;
}

/** Those that wait for the next release of a package. */
async function changesets(tree: Tree, name: string): Promise<readonly Changeset[]> {
  const found: Changeset[] = [];
  for (const path of tree.paths) {
    if (posix.basename(posix.dirname(path)) !== '.changeset' || !path.endsWith('.md')) continue;
    const text = (await tree.read(path)) ?? '';
    const [, header = ''] = /^---\n([^]*?)\n---/.exec(text) ?? [];
    const said = header.split('\n').map((line) => line.replaceAll(/["']/g, ''));
    for (const line of said) if (line.startsWith(`${name}:`)) found.push({ path, level: line.slice(name.length + 1).trim(), text });
  }
  return found;
}

/** Which version would say that a package breaks, and whether what is written for its users speaks of it: words to stand behind a finding. */
export async function releaseAdvice(tree: Tree, { name, version, folder }: PublishedPackage): Promise<(found: string) => string> {
  const waiting = await changesets(tree, name);
  const logs: { readonly path: string; readonly text: string }[] = [...waiting];
  for (const path of tree.paths)
    if (/^(?:changelog|changes|history)\.md$/i.test(posix.basename(path)) && [folder, '.'].includes(posix.dirname(path)))
      logs.push({ path, text: newest((await tree.read(path)) ?? '') });
  const next = nextBreaking(version);
  const level = waiting.some((one) => one.level === 'minor') ? 'minor' : 'patch';
  const says = waiting.length === 0 ? [] : [`of the changesets that wait none says more than ${level}`];
  return (found) => {
    // Of `lib/sub: `name` …` the name; of a member the type.
    const [, subject = name] = /`([^`]+)`/.exec(found) ?? [];
    const speaks = logs.filter(({ text }) => text.includes(subject)).map(({ path }) => path);
    const log =
      logs.length === 0 ? [] : [speaks.length > 0 ? `${speaks[0]} mentions ${subject}` : `${logs[0]?.path} does not mention ${subject}`];
    const words = [...(next === null ? [] : [`${next} would say so, it is ${version}`]), ...says, ...log];
    return words.length === 0 ? '' : ` (${words.join('; ')})`;
  };
}

/** What a changelog says of the newest releases: an older one spoke of something else. */
function newest(text: string): string {
  const [head = '', first = '', second = ''] = text.split(/^(?=##? )/m);
  return head + first + second;
}

function nextBreaking(version: string | null): string | null {
  const [, major, minor] = /^(\d{1,9})\.(\d{1,9})\.\d/.exec(version ?? '') ?? [];
  if (major === undefined || minor === undefined || version?.startsWith('0.0.0') === true) return null;
  return major === '0' ? `0.${Number(minor) + 1}.0` : `${Number(major) + 1}.0.0`;
}
