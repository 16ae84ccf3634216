import type { LinterConfig } from '../../domain/project.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';
import { unvisitedExtensions } from './eslint-extensions.ts';
import { formattedGlobs } from './formatted-globs.ts';
import type { DetectedLinters } from './linter-detection.ts';
import { dependencyNames, readManifest, type Manifest } from './manifest.ts';
import { simpleCommands } from './simple-commands.ts';
import { unreadLinters } from './unread-linters.ts';
import { workspaceFolders } from './workspaces.ts';

interface LinterFiles {
  readonly name: LinterConfig['name'];
  readonly dependency: string;
  /** The first that exists is the one the tool takes. */
  readonly config: RegExp;
  readonly manifestKey?: string;
  /** Does it do anything useful without a config? */
  readonly runsOnDefaults: boolean;
  /** Run at the root it does not look for configs in the folders below: those are run there. */
  readonly staysAt?: RegExp;
}

const LINTERS: readonly LinterFiles[] = [
  {
    name: 'eslint',
    dependency: 'eslint',
    config: /^(eslint\.config\.[cm]?[jt]s|\.eslintrc(\.([cm]?js|ya?ml|json))?)$/,
    manifestKey: 'eslintConfig',
    runsOnDefaults: false,
    staysAt: /^eslint\.config\./,
  },
  { name: 'biome', dependency: '@biomejs/biome', config: /^\.?biome\.jsonc?$/, runsOnDefaults: true },
  {
    name: 'prettier',
    dependency: 'prettier',
    config: /^(\.prettierrc(\.([cm]?[jt]s|ya?ml|json5?|toml))?|prettier\.config\.[cm]?[jt]s)$/,
    manifestKey: 'prettier',
    runsOnDefaults: true,
  },
  { name: 'oxfmt', dependency: 'oxfmt', config: /^(\.oxfmtrc\.jsonc?|oxfmt\.config\.[cm]?[jt]s)$/, runsOnDefaults: true },
  { name: 'oxlint', dependency: 'oxlint', config: /^(\.oxlintrc\.jsonc?|oxlint\.config\.[cm]?[jt]s)$/, runsOnDefaults: true },
  {
    name: 'xo',
    dependency: 'xo',
    config: /^(xo\.config\.[cm]?[jt]s|\.xo-config(\.([cm]?js|json))?)$/,
    manifestKey: 'xo',
    runsOnDefaults: true,
  },
  // A file of configuration is just what it has not.
  { name: 'standard', dependency: 'standard', config: /^(?!)/, manifestKey: 'standard', runsOnDefaults: true },
  {
    name: 'stylelint',
    dependency: 'stylelint',
    config: /^(\.stylelintrc(\.([cm]?js|ya?ml|json))?|stylelint\.config\.[cm]?[jt]s)$/,
    manifestKey: 'stylelint',
    runsOnDefaults: false,
  },
];

/** By the names of the programs, which are those of the tools. */
const KNOWN = new Set<string>([...LINTERS.map(({ name }) => name), 'ruff', 'black', 'flake8', 'cargo', 'rustfmt', 'go', 'gofmt']);

/**
 * Those of a package.json: configured beside it and a dependency of it, or, without a config, a dependency that one of its scripts runs.
 * In the packages of a workspace those whose config the run at the root does not see.
 */
export async function javaScriptLinters(tree: TreeSnapshot): Promise<DetectedLinters> {
  const manifest = await readManifest(tree, 'package.json');
  if (manifest === null) return { linters: [], notes: [] };
  const linters: LinterConfig[] = [];
  const notes: string[] = [];
  for (const tool of LINTERS) {
    const config = configOf({ tool, manifest, paths: tree.paths });
    const isDependency = dependencyNames(manifest).includes(tool.dependency);
    const formats = tool.name === 'prettier' || tool.name === 'oxfmt' ? formattedGlobs(manifest, tool.name) : [];
    const found = { name: tool.name, ...(formats.length === 0 ? {} : { formats }) };
    if (config !== null && isDependency) linters.push({ ...found, config, ...(await leftBy({ tool, config, manifest, tree })) });
    else if (config !== null) notes.push(`${tool.name}: ${config} configures it, but it is no dependency of package.json; not used`);
    else if (isDependency && tool.runsOnDefaults && isRun(tool, manifest)) linters.push({ ...found, config: null });
  }
  for (const folder of await workspaceFolders({ tree, manifest }))
    linters.push(...(await inPackage({ tree, root: manifest, folder, linters })));
  return { linters, notes, unread: unreadLinters(manifest, KNOWN) };
}

interface Found {
  readonly tool: LinterFiles;
  readonly config: string;
  readonly manifest: Manifest;
  readonly tree: TreeSnapshot;
}

/** Those of one package of the workspace, installed there or at the root. */
async function inPackage({
  tree,
  root,
  folder,
  linters,
}: {
  readonly tree: TreeSnapshot;
  readonly root: Manifest;
  readonly folder: string;
  readonly linters: readonly LinterConfig[];
}): Promise<LinterConfig[]> {
  const manifest = (await readManifest(tree, `${folder}/package.json`)) ?? {};
  const inside = tree.paths.flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []));
  const installed = new Set([...dependencyNames(root), ...dependencyNames(manifest)]);
  return LINTERS.flatMap((tool) => {
    const config = configOf({ tool, manifest, paths: inside });
    if (config === null || !installed.has(tool.dependency)) return [];
    const isSeenAbove = linters.some(
      (above) => above.name === tool.name && (above.folder === undefined || folder.startsWith(`${above.folder}/`)),
    );
    if (isSeenAbove && tool.staysAt?.test(config) !== true) return [];
    return [{ name: tool.name, config: `${folder}/${config}`, folder }];
  });
}

const LEGACY = /(^|\/)(\.eslintrc[^/]*|package\.json)$/;

async function leftBy({ tool, config, manifest, tree }: Found): Promise<Pick<LinterConfig, 'leaves'>> {
  if (tool.name !== 'eslint' || !LEGACY.test(config)) return {};
  const own = config === 'package.json' ? JSON.stringify(manifest['eslintConfig']) : ((await tree.read(config)) ?? '');
  const leaves = await unvisitedExtensions(tree, { manifest, config: own });
  return leaves.length === 0 ? {} : { leaves };
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
