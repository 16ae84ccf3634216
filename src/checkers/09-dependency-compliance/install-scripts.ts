import type { Tree } from '../../domain/tree.ts';
import { jsonOf } from '../../syntax/json-of.ts';
import { fetchedAndRun } from '../../syntax/fetched-and-run.ts';
import { lineOfKey } from './line-of.ts';
import type { Sighting } from './rules.ts';
import type { Trees } from './undeclared-imports.ts';

/** Package managers run these by themselves. */
const RUN_BY_INSTALLATION = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'] as const;

/** Scripts of the repository's own that run what an address serves, on the machine of everybody who installs. */
export async function installScripts({ change, base, head }: Trees): Promise<Sighting[]> {
  const found: Sighting[] = [];
  for (const { path } of change.files.filter((file) => /(^|\/)package\.json$/.test(file.path))) {
    const [before, after] = [await scriptsIn(base, path), await scriptsIn(head, path)];
    const text = (await head.read(path)) ?? '';
    for (const name of RUN_BY_INSTALLATION) {
      const command = after[name];
      if (typeof command !== 'string' || command === before[name] || fetchedAndRun(command) === null) continue;
      const message = `${name} runs what an address serves, whenever ${path} is installed`;
      found.push({ rule: 'install-script-fetches', path, range: { startLine: lineOfKey(text, name) }, code: name, message });
    }
  }
  return found;
}

async function scriptsIn(tree: Tree, path: string): Promise<Readonly<Record<string, unknown>>> {
  const { scripts } = tree.has(path) ? jsonOf(await tree.read(path)) : {};
  return typeof scripts === 'object' && scripts !== null ? { ...scripts } : {};
}
