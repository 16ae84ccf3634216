import { z } from 'zod';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Tree } from '../../domain/tree.ts';

const MANIFEST = 'package.json';
const manifest = z.looseObject({ scripts: z.unknown() });

/** The judged tree, whose scripts say nothing when the change wrote them: it has no say in where a test is planted. */
export async function settledScripts(head: Tree, base: Tree): Promise<Tree> {
  const [now, before] = await Promise.all([manifestOf(head), manifestOf(base)]);
  if (now === null || canonicalJson(now.scripts ?? null) === canonicalJson(before?.scripts ?? null)) return head;
  const text = JSON.stringify({ ...now, scripts: {} });
  return { ...head, read: async (path) => (path === MANIFEST ? text : head.read(path)) };
}

async function manifestOf(tree: Tree): Promise<z.output<typeof manifest> | null> {
  const text = await tree.read(MANIFEST);
  return text === null ? null : manifest.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
}
