import type { Language, Project } from '../domain/project.ts';
import type { Ecosystem } from './detect/ecosystem.ts';
import { go } from './detect/go.ts';
import { java } from './detect/java.ts';
import { javaScriptCommands } from './detect/javascript.ts';
import { detectLinters } from './detect/linters.ts';
import { readManifest } from './detect/manifest.ts';
import { detectPackageManager } from './detect/package-manager.ts';
import { python } from './detect/python.ts';
import { findTestRunners } from './detect/test-runner.ts';
import { rust } from './detect/rust.ts';
import { workspaceNotes } from './detect/workspaces.ts';
import type { TreeSnapshot } from './tree-snapshot.ts';

const ECOSYSTEMS: readonly Ecosystem[] = [python, go, rust, java];

const EXTENSIONS: Readonly<Record<Language, RegExp>> = {
  typescript: /\.[cm]?tsx?$/,
  javascript: /\.[cm]?jsx?$/,
  python: /\.py$/,
  go: /\.go$/,
  rust: /\.rs$/,
  java: /\.java$/,
};

export interface DetectedProject {
  readonly project: Project;
  /** What was found and what was not, in words for a person. */
  readonly notes: readonly string[];
}

/** What a tree is, by its own files. Pure: it reads the snapshot and nothing else. */
export async function detectProject(snapshot: TreeSnapshot): Promise<DetectedProject> {
  const tree: TreeSnapshot = { ...snapshot, paths: snapshot.paths.filter((path) => !path.split('/').includes('node_modules')) };
  const counts = countFiles(tree.paths);
  const hasJavaScript = tree.paths.includes('package.json');
  const others = ECOSYSTEMS.filter(({ manifests }) => manifests.some((path) => tree.paths.includes(path)));
  const filesOf = (languages: readonly Language[]) => languages.reduce((sum, language) => sum + counts[language], 0);
  const main = others.toSorted((a, b) => filesOf(b.languages) - filesOf(a.languages))[0];
  const isJavaScript = hasJavaScript && (main === undefined || filesOf(['javascript', 'typescript']) >= filesOf(main.languages));
  const languages = languagesOf({ counts, isJavaScript, main });
  const manifests = tree.paths.filter((path) => path === 'package.json' || path.endsWith('/package.json')).toSorted(rootFirst);
  const { linters, unread, notes: linterNotes } = await detectLinters(tree);
  const part = isJavaScript ? await javaScriptPart(tree) : await otherPart(tree, main);
  return {
    project: { languages, ...part.project, manifests, linters, ...(unread.length === 0 ? {} : { unreadLinters: unread }) },
    notes: [
      languages.length === 0 ? 'no source files in a language Jidoka knows' : `languages: ${languages.join(', ')}`,
      ...part.notes,
      ...linterNotes,
      ...besideNotes({ isJavaScript, hasJavaScript, main, others }),
    ],
  };
}

type Part = {
  readonly project: Pick<Project, 'manager' | 'commands' | 'testRunners' | 'startsOtherTests' | 'unreadTests' | 'testLinters'>;
  readonly notes: readonly string[];
};

async function javaScriptPart(tree: TreeSnapshot): Promise<Part> {
  const manifest = (await readManifest(tree, 'package.json')) ?? {};
  const { manager, notes } = detectPackageManager({ manifest, paths: tree.paths });
  const { commands, tests, notes: commandNotes } = await javaScriptCommands({ tree, manifest, manager: manager.name });
  return { project: { manager, commands, ...tests }, notes: [...notes, ...(await workspaceNotes({ tree, manifest })), ...commandNotes] };
}

async function otherPart(tree: TreeSnapshot, main: Ecosystem | undefined): Promise<Part> {
  // A package.json beside another language's project still has dependencies to install: its manager stays known.
  const manifest = await readManifest(tree, 'package.json');
  const manager = manifest === null ? null : detectPackageManager({ manifest, paths: tree.paths }).manager;
  if (main === undefined)
    return {
      project: { manager, commands: {}, testRunners: [], startsOtherTests: false, unreadTests: [] },
      notes: ['no project file at the root: no commands'],
    };
  const { commands, notes } = await main.commands(tree);
  const { runners, unread } = findTestRunners({ script: 'test', scripts: commands.test === undefined ? {} : { test: commands.test } });
  const found = Object.entries(commands).map(([name, command]) => `${name}: ${command}`);
  return {
    project: { manager, commands, testRunners: runners, startsOtherTests: false, unreadTests: unread },
    notes: [
      main.name,
      ...found,
      ...notes,
      ...(commands.test === undefined
        ? []
        : [`test runner: ${runners.length > 0 ? runners.join(' and ') : `of ${main.name}, whose reports Jidoka cannot read yet`}`]),
    ],
  };
}

function besideNotes({
  isJavaScript,
  hasJavaScript,
  main,
  others,
}: {
  readonly isJavaScript: boolean;
  readonly hasJavaScript: boolean;
  readonly main: Ecosystem | undefined;
  readonly others: readonly Ecosystem[];
}): string[] {
  const beside = others.filter((ecosystem) => isJavaScript || ecosystem !== main).map(({ name }) => name);
  const names = hasJavaScript && !isJavaScript ? ['JavaScript', ...beside] : beside;
  return names.map((name) => `${name} is at the root too: its commands are not run unless the config names them`);
}

function countFiles(paths: readonly string[]): Record<Language, number> {
  const count = (language: Language) => paths.filter((path) => EXTENSIONS[language].test(path)).length;
  return {
    typescript: count('typescript'),
    javascript: count('javascript'),
    python: count('python'),
    go: count('go'),
    rust: count('rust'),
    java: count('java'),
  };
}

/** Every language with files here: the main project's first, then by how many there are. */
function languagesOf({
  counts,
  isJavaScript,
  main,
}: {
  readonly counts: Readonly<Record<Language, number>>;
  readonly isJavaScript: boolean;
  readonly main: Ecosystem | undefined;
}): Language[] {
  const ofMain: readonly Language[] = isJavaScript ? ['javascript', 'typescript'] : (main?.languages ?? []);
  const all: readonly Language[] = ['typescript', 'javascript', 'python', 'go', 'rust', 'java'];
  return all
    .filter((language) => counts[language] > 0)
    .toSorted((a, b) => Number(ofMain.includes(b)) - Number(ofMain.includes(a)) || counts[b] - counts[a]);
}

function rootFirst(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}
