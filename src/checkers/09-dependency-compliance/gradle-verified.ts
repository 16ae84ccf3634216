import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { type GradleVerification, readGradleVerification } from '../../formats/manifest/gradle-verification.ts';
import { isVerification } from './java-manifests.ts';
import type { Sighting } from './rules.ts';

interface Sides {
  readonly touched: readonly string[];
  readonly base: Tree;
  readonly head: Tree;
}

/** What a change takes from Gradle's verification of what it fetches. */
export async function gradleVerified({ touched, base, head }: Sides): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const path of touched.filter(isVerification)) {
    const old = await read(base, path);
    const now = await read(head, path);
    if (now === null && old !== null && stillBuilds(path, head))
      found.push({
        rule: 'lockfile-deleted',
        path,
        code: path,
        message: `${path} is deleted, and nothing else says what Gradle may fetch`,
      });
    else if (typeof now === 'string')
      found.push({ rule: 'lockfile-unreadable', path, range: { startLine: 1 }, code: path, message: `${path} cannot be read: ${now}` });
    else if (now !== null && old !== null && typeof old !== 'string') found.push(...weakened(path, old, now));
  }
  return found;
}

function stillBuilds(path: string, head: Tree): boolean {
  const root = path.replace(/gradle\/verification-metadata\.xml$/, '');
  return ['build.gradle', 'build.gradle.kts', 'settings.gradle', 'settings.gradle.kts'].some((name) => head.has(`${root}${name}`));
}

/** Null where there is none; why it cannot be read. */
async function read(tree: Tree, path: string): Promise<GradleVerification | string | null> {
  if (!tree.has(path)) return null;
  if (tree.entry(path)?.mode.startsWith('100') !== true) return 'it is a symbolic link';
  try {
    return readGradleVerification((await tree.read(path)) ?? '');
  } catch (error) {
    if (error instanceof AdapterError) return error.message.replace('the report', 'it');
    throw error;
  }
}

function weakened(path: string, old: GradleVerification, now: GradleVerification): Sighting[] {
  const at = (line: number, code: string) => ({ path, range: { startLine: line }, code });
  const found: Sighting[] = [];
  if (old.looksAtHashes && !now.looksAtHashes)
    found.push({ rule: 'integrity-missing', ...at(1, 'verify-metadata'), message: 'Gradle would look at no hash any more' });
  if (old.looksAtSignatures && !now.looksAtSignatures)
    found.push({
      rule: 'integrity-missing',
      ...at(1, 'verify-signatures'),
      severity: 'warning',
      message: 'Gradle would look at no signature any more',
    });
  const trusted = new Set(old.trusted.map(({ text }) => text));
  for (const { text, isAll, line } of now.trusted) {
    if (trusted.has(text)) continue;
    const message = isAll ? 'Gradle would hold nothing against a hash' : `Gradle would fetch without looking at a hash: ${text}`;
    found.push({ rule: 'integrity-missing', ...at(line, text), message, ...(isAll ? {} : { severity: 'warning' as const }) });
  }
  return [...found, ...changedHashes(path, old, now)];
}

function changedHashes(path: string, old: GradleVerification, now: GradleVerification): Sighting[] {
  return [...old.hashes].flatMap(([file, before]): Sighting[] => {
    const after = now.hashes.get(file);
    if (after === undefined) return [];
    for (const [algorithm, { values, line }] of after) {
      const held = before.get(algorithm)?.values;
      if (held === undefined || values.isSubsetOf(held)) continue;
      const said = values.isDisjointFrom(held) ? 'has another hash than at the base commit' : 'may have another hash too';
      return [{ rule: 'integrity-changed', path, range: { startLine: line }, code: file, message: `${file} ${said}` }];
    }
    const [line] = [...after.values()].map((one) => one.line);
    return isStrong(before) && !isStrong(after)
      ? [
          {
            rule: 'integrity-missing',
            path,
            range: { startLine: line ?? 1 },
            code: file,
            message: `${file} has only a hash that can be made to fit`,
          },
        ]
      : [];
  });
}

function isStrong(hashes: ReadonlyMap<string, unknown>): boolean {
  return hashes.has('sha256') || hashes.has('sha512');
}
