import { parse } from 'yaml';
import { z } from 'zod';
import type { PackageManager } from '../domain/project.ts';
import type { Tree } from '../domain/tree.ts';

const names = z.array(z.string()).catch([]).default([]);
const switches = z.record(z.string(), z.unknown()).catch({}).default({});
const none = { onlyBuiltDependencies: [], allowBuilds: {} };
const pnpmSettings = z.object({ onlyBuiltDependencies: names, allowBuilds: switches }).catch(none).default(none);
const manifest = z.object({
  allowScripts: switches,
  pnpm: pnpmSettings,
  dependenciesMeta: z
    .record(z.string(), z.object({ built: z.unknown() }).catch({ built: undefined }))
    .catch({})
    .default({}),
});

/**
 * The packages whose install scripts the base commit lets run, in its manager's own keys: `allowScripts` of npm,
 * `onlyBuiltDependencies` and `allowBuilds` of pnpm, `dependenciesMeta.<name>.built` of yarn. Yarn classic and bun can rebuild none
 * by name: there it takes `commands.install`.
 */
export async function allowedBuilds(manager: PackageManager | null, base: Tree): Promise<string[]> {
  const { allowScripts, pnpm, dependenciesMeta } = await manifestOf(base);
  switch (manager?.name) {
    case 'npm':
    case undefined:
      return switchedOn(allowScripts);
    case 'pnpm': {
      const workspace = pnpmSettings.parse(await settingsOf(base, 'pnpm-workspace.yaml'));
      return clean([pnpm, workspace].flatMap((own) => [...own.onlyBuiltDependencies, ...switchedOn(own.allowBuilds)]));
    }
    case 'yarn':
      return base.has('.yarnrc.yml')
        ? switchedOn(Object.fromEntries(Object.entries(dependenciesMeta).map(([name, { built }]) => [name, built])))
        : [];
    case 'bun':
      return [];
  }
}

function switchedOn(switched: Readonly<Record<string, unknown>>): string[] {
  return clean(Object.entries(switched).flatMap(([name, value]) => (value === true ? [name] : [])));
}

/** `name` or `name@version`; nothing that a command line could take for a flag. */
function clean(packages: readonly string[]): string[] {
  return [...new Set(packages)].filter((name) => /^(@[\w.-]+\/)?[\w.][\w.-]*(@[^'\s-][^'\n]*)?$/.test(name)).toSorted();
}

async function manifestOf(base: Tree): Promise<z.infer<typeof manifest>> {
  return manifest.catch(manifest.parse({})).parse(await settingsOf(base, 'package.json'));
}

/** JSON is YAML. What cannot be read allows nothing. */
async function settingsOf(base: Tree, path: string): Promise<unknown> {
  const text = base.has(path) ? await base.read(path) : null;
  if (text === null) return {};
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    // A broken file is the manager's to report, when it installs.
    return {};
  }
}
