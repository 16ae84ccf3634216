import { z } from 'zod';
import { matchesGlob } from '../../domain/matches-glob.ts';
import type { Tree } from '../../domain/tree.ts';

const patterns = z.looseObject({ exclude: z.array(z.string()).optional() });
const manifest = z.looseObject({ c8: patterns.optional(), nyc: patterns.optional() });

/** Files of their own in which c8 and nyc are configured, as JSON. */
const FILES = ['.c8rc.json', '.c8rc', '.nycrc.json', '.nycrc'];

/**
 * What c8 or nyc are told to leave out, and what `.gitattributes` calls generated, by the base commit's word: nobody is asked to cover it, such as
 * code that was taken over from elsewhere or bundled. A list that brings something back in (`!`) is passed over, and so is one that is not read.
 */
export async function leftOutOfCoverage(base: Pick<Tree, 'read'>): Promise<(path: string) => boolean> {
  const { c8, nyc } = manifest.safeParse(await jsonIn(base, 'package.json')).data ?? {};
  const own = await Promise.all(FILES.map(async (file) => patterns.safeParse(await jsonIn(base, file)).data));
  const globs = [c8, nyc, ...own]
    .map((settings) => settings?.exclude ?? [])
    .filter((list) => !list.some((glob) => glob.startsWith('!')))
    .flat()
    .concat(generatedGlobs((await base.read('.gitattributes')) ?? ''));
  // A folder's name stands for all that is in it.
  return (path) => globs.some((glob) => matchesGlob(path, glob) || matchesGlob(path, `${glob.replace(/\/+$/, '')}/**`));
}

async function jsonIn(tree: Pick<Tree, 'read'>, path: string): Promise<unknown> {
  try {
    return JSON.parse((await tree.read(path)) ?? 'null');
  } catch {
    // Written as YAML, for example: what is not read leaves nothing out.
    return null;
  }
}

const GENERATED = /^(?<pattern>[^\s#"!][^\s"]*)\s(?:.*\s)?linguist-generated(?:=true)?(?:\s|$)/;
const TAKEN_BACK = /\s(?:[-!]linguist-generated|linguist-generated=false)(?:\s|$)/m;

/** What GitHub and others are told not to show, as a bundle that is committed. */
function generatedGlobs(attributes: string): string[] {
  if (TAKEN_BACK.test(attributes)) return [];
  const generated = attributes.split(/\r?\n/).flatMap((line) => GENERATED.exec(line)?.groups?.['pattern'] ?? []);
  // Without a slash inside, a pattern is of names in any folder.
  return generated.map((pattern) => (pattern.includes('/') ? pattern : `**/${pattern}`));
}
