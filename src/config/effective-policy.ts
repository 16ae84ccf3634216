import type { Project } from '../domain/project.ts';
import { PROTECTED_MANIFEST_KEYS } from '../domain/protected-manifest-keys.ts';
import { canonicalDigest } from './canonical-digest.ts';
import { detectProject } from './detect.ts';
import { type JoinedChecker, joinedCheckers, ownCheckerIds, ownCheckersDigest } from './joined-checkers.ts';
import { readManifest } from './detect/manifest.ts';
import { testsOf } from './detect/javascript.ts';
import { findTestRunners } from './detect/test-runner.ts';
import { workspaceScripts } from './detect/workspaces.ts';
import { spelledOut } from './known-tools.ts';
import { CONFIG_PATH, parseConfig } from './load.ts';
import { DEFAULT_PROTECTED_PATHS } from './protected-paths.ts';
import { programsOf } from './programs-of.ts';
import { referencedPaths } from './referenced-paths.ts';
import { configSchema, type Config } from './schema.ts';
import type { TreeSnapshot } from './tree-snapshot.ts';

/** Everything of the base commit that decides how a change is judged. */
export interface EffectivePolicy {
  readonly config: Config;
  readonly project: Project;
  /** `detected` when the base commit has no config: the defaults at phase 3. */
  readonly source: 'base' | 'detected';
  /** Globs: the built-in ones, the config's, and what the configuration of the base commit names. */
  readonly protectedPaths: readonly string[];
  /** What the repository adds to the twenty. */
  readonly joined: readonly JoinedChecker[];
  /** SHA-256 over all of the above that can turn a verdict. */
  readonly digest: string;
  readonly notes: readonly string[];
}

export interface PolicySource {
  /** The base commit's config; null when it has none. */
  readonly configText: string | null;
  /** The base commit's tree. */
  readonly tree: TreeSnapshot;
  readonly checkerIds: readonly string[];
}

/** The policy of a base commit: its config over what was detected in its tree. */
export async function effectivePolicy({ configText, tree, checkerIds }: PolicySource): Promise<EffectivePolicy> {
  const own = ownCheckerIds(tree);
  const config =
    configText === null
      ? configSchema.parse({})
      : parseConfig({ text: configText, path: CONFIG_PATH, checkerIds: [...checkerIds, ...own] });
  const joined = joinedCheckers({ config, own, taken: checkerIds });
  const {
    project: { testLinters: ofScript, ...detected },
    notes,
  } = await detectProject(tree);
  const tests = config.commands.test === undefined ? null : await runnersOf(config.commands.test, tree);
  const services = Object.entries(config.services).map(([name, service]) => ({ name, ...service }));
  const project: Project = {
    ...detected,
    commands: { ...detected.commands, ...config.commands },
    ...(services.length === 0 ? {} : { services }),
    ...(tests ?? (ofScript === undefined ? {} : { testLinters: ofScript })),
  };
  const protectedPaths = await protectedPathsOf(config, tree);
  const { commands, manager, testRunners, startsOtherTests, unreadTests, testLinters, linters } = project;
  const ownCheckers = await ownCheckersDigest(tree);
  return {
    config,
    project,
    source: configText === null ? 'detected' : 'base',
    protectedPaths,
    joined,
    digest: canonicalDigest({
      config,
      commands,
      manager,
      testRunners,
      startsOtherTests,
      unreadTests,
      ...(testLinters === undefined ? {} : { testLinters }),
      linters,
      protectedPaths,
      manifestKeys: PROTECTED_MANIFEST_KEYS,
      ...(ownCheckers === null ? {} : { ownCheckers }),
    }),
    notes: [
      configText === null ? `no ${CONFIG_PATH}: detected defaults at phase ${config.phase}` : `${CONFIG_PATH}: phase ${config.phase}`,
      ...notes,
      ...joined.map(({ id, kind }) => (kind === 'own' ? `checker of the repository's own: ${id}` : `tool: ${id}`)),
      ...Object.entries(config.commands).map(([name, command]) => `${name}: ${command} (config)`),
    ],
  };
}

async function protectedPathsOf(config: Config, tree: TreeSnapshot): Promise<string[]> {
  const tools = Object.values(config.tools ?? {}).map(spelledOut);
  const toolCommands = tools.map(({ command }) => command).filter((command) => typeof command === 'string');
  const referenced = await referencedPaths({
    tree,
    commands: [...Object.values(config.commands), ...Object.values(config.services).map(({ command }) => command), ...toolCommands],
  });
  const paths = new Set(tree.paths);
  // A tool that the repository wrote itself must not be rewritten by what it judges.
  const programs = toolCommands.flatMap((command) => programsOf(command, paths));
  const rules = tools.flatMap((tool) => tool.rules.map(escapeGlob)).flatMap((path) => [path, `${path}/**`]);
  return [
    ...DEFAULT_PROTECTED_PATHS,
    ...config.protectedPaths,
    ...tools.flatMap(({ decidedBy }) => decidedBy),
    ...rules,
    ...[...referenced, ...programs].map(escapeGlob),
  ];
}

/** A name that may hold what a glob reads as its own. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}!,\\]/g, '\\$&');
}

async function runnersOf(
  command: string,
  tree: TreeSnapshot,
): Promise<Pick<Project, 'testRunners' | 'startsOtherTests' | 'unreadTests' | 'testLinters'>> {
  const manifest = await readManifest(tree, 'package.json');
  const scripts = manifest?.scripts ?? {};
  // The config's command is a script that no package.json can name.
  const packages = manifest === null ? [] : await workspaceScripts({ tree, manifest });
  return testsOf(findTestRunners({ script: '', scripts: { ...scripts, '': command }, packages }));
}
