import { z } from 'zod';
import type { Tree } from '../../domain/tree.ts';

const manifest = z.object({ scripts: z.record(z.string(), z.string()).optional() });
const RUN_SCRIPT = /\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:-\S+\s+)*([\w:.-]+)/g;

/** A command with the text of every package.json script that it leads to, one a line. */
export async function expandScripts(command: string, tree: Tree): Promise<string> {
  const scripts = await scriptsOf(tree);
  const texts = [command];
  const seen = new Set<string>();
  for (const text of texts) {
    for (const [, name = ''] of text.matchAll(RUN_SCRIPT)) {
      if (seen.has(name)) continue;
      seen.add(name);
      texts.push(...[`pre${name}`, name, `post${name}`].flatMap((script) => scripts[script] ?? []));
    }
  }
  return texts.join('\n');
}

/** The scripts of the root's package.json; none when it has none that can be read (the build itself says so then). */
export async function scriptsOf(tree: Tree): Promise<Readonly<Record<string, string>>> {
  const text = await tree.read('package.json');
  if (text === null) return {};
  try {
    return manifest.safeParse(JSON.parse(text)).data?.scripts ?? {};
  } catch {
    // Not JSON: every package manager refuses to run, and that is the finding.
    return {};
  }
}
