import type { LinterConfig } from '../../domain/project.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';
import type { DetectedLinters } from './linter-detection.ts';
import { dependencyNames, readManifest, type Manifest } from './manifest.ts';
import { simpleCommands } from './simple-commands.ts';

interface LinterFiles {
  readonly name: LinterConfig['name'];
  readonly dependency: string;
  /** The first that exists is the one the tool takes. */
  readonly config: RegExp;
  readonly manifestKey?: string;
  /** Does it do anything useful without a config? */
  readonly runsOnDefaults: boolean;
}

const LINTERS: readonly LinterFiles[] = [
  {
    name: 'eslint',
    dependency: 'eslint',
    config: /^(eslint\.config\.[cm]?[jt]s|\.eslintrc(\.([cm]?js|ya?ml|json))?)$/,
    manifestKey: 'eslintConfig',
    runsOnDefaults: false,
  },
  { name: 'biome', dependency: '@biomejs/biome', config: /^\.?biome\.jsonc?$/, runsOnDefaults: true },
  {
    name: 'prettier',
    dependency: 'prettier',
    config: /^(\.prettierrc(\.([cm]?[jt]s|ya?ml|json5?|toml))?|prettier\.config\.[cm]?[jt]s)$/,
    manifestKey: 'prettier',
    runsOnDefaults: true,
  },
  { name: 'oxlint', dependency: 'oxlint', config: /^(\.oxlintrc\.jsonc?|oxlint\.config\.[cm]?[jt]s)$/, runsOnDefaults: true },
];

/**
 * Those of a package.json: configured beside it and a dependency of it, or, without a config, a dependency that one of its scripts runs.
 */
export async function javaScriptLinters(tree: TreeSnapshot): Promise<DetectedLinters> {
  const manifest = await readManifest(tree, 'package.json');
  if (manifest === null) return { linters: [], notes: [] };
  const linters: LinterConfig[] = [];
  const notes: string[] = [];
  for (const tool of LINTERS) {
    const config = configOf({ tool, manifest, paths: tree.paths });
    const isDependency = dependencyNames(manifest).includes(tool.dependency);
    if (config !== null && isDependency) linters.push({ name: tool.name, config });
    else if (config !== null) notes.push(`${tool.name}: ${config} configures it, but it is no dependency of package.json; not used`);
    else if (isDependency && tool.runsOnDefaults && isRun(tool, manifest)) linters.push({ name: tool.name, config: null });
  }
  return { linters, notes };
}

function configOf({
  tool,
  manifest,
  paths,
}: {
  readonly tool: LinterFiles;
  readonly manifest: Manifest;
  readonly paths: readonly string[];
}): string | null {
  const files = paths.filter((path) => tool.config.test(path)).toSorted();
  // ESLint takes its flat config where both kinds are there.
  const flat = files.find((path) => path.startsWith('eslint.config.'));
  const hasKey = tool.manifestKey !== undefined && manifest[tool.manifestKey] !== undefined;
  return flat ?? files[0] ?? (hasKey ? 'package.json' : null);
}

function isRun(tool: LinterFiles, manifest: Manifest): boolean {
  return Object.values(manifest.scripts ?? {}).some((script) => simpleCommands(script).some(([program]) => program === tool.name));
}
