import type { Commands, PackageManager, Project } from '../../domain/project.ts';
import type { TreeSnapshot } from '../tree-snapshot.ts';
import { dependencyNames, type Manifest } from './manifest.ts';
import { simpleCommands } from './simple-commands.ts';
import { findTestRunners, type FoundRunners } from './test-runner.ts';
import { workspaceScripts } from './workspaces.ts';
import { tsconfigReferences } from './tsconfig.ts';

const TYPECHECK_SCRIPTS = [
  'typecheck',
  'type-check',
  'type:check',
  'check-types',
  'check:types',
  'types:check',
  'test:types',
  'test-types',
  'test:typescript',
  'lint:types',
  'tsc',
];
/** A script that only checks types, whatever it is called: `lint:ts` for `tsc --noEmit -p tsconfig.eslint.json`. */
const ONLY_CHECKS_TYPES = /^(?:tsc|tsgo|vue-tsc)(?=\s(?:.*\s)?--noEmit\b)(?!.*\s(?:-w|--watch)\b)[^;&|<>]*$/;
/** `tsc -p tsconfig.cjs.json && mocha`: which project counts, where the one in the root may be for editors only. */
const PROJECT_OF_TESTS = /(^|[;&]\s*)tsc (-p|--project) (?<project>[\w./-]+)\s*(&&|$)/;
/** Programs that compile TypeScript. What else `prepare` may start, such as hooks of git, is no build. */
const COMPILERS = ['tsc', 'tsgo', 'vue-tsc', 'tshy', 'tsup', 'tsdown', 'unbuild'];
const NO_TESTS = /no test specified/;

export interface JavaScriptCommands {
  readonly commands: Commands;
  readonly tests: Pick<Project, 'testRunners' | 'startsOtherTests' | 'unreadTests' | 'testLinters'>;
  readonly notes: readonly string[];
}

/** The commands of a package.json, by its own scripts. */
export async function javaScriptCommands({ tree, manifest, manager }: JavaScriptRoot): Promise<JavaScriptCommands> {
  const scripts = manifest.scripts ?? {};
  const run = (name: string) => (scripts[name]?.trim() ? `${manager} run ${name}` : undefined);
  const build = await buildCommand({ tree, manifest, run });
  const test = NO_TESTS.test(scripts['test'] ?? '') ? undefined : run('test');
  const found =
    test === undefined ? NO_RUNNERS : findTestRunners({ script: 'test', scripts, packages: await workspaceScripts({ tree, manifest }) });
  const lint = run('lint');
  const start = run('start');
  return {
    commands: {
      ...(build === undefined ? {} : { build }),
      ...(test === undefined ? {} : { test }),
      ...(lint === undefined ? {} : { lint }),
      ...(start === undefined ? {} : { start }),
    },
    tests: testsOf(found),
    notes: [
      build === undefined
        ? 'no build: neither a build nor a type-check script, nor a tsconfig.json with typescript as a dependency'
        : `build: ${build}`,
      ...(test === undefined ? ['no test script in package.json'] : [`test: ${test}`, runnerNote(found, dependencyNames(manifest))]),
      ...(lint === undefined ? [] : [`lint: ${lint}`]),
      start === undefined ? 'no start script in package.json: nothing to release' : `start: ${start}`,
    ],
  };
}

interface JavaScriptRoot {
  readonly tree: TreeSnapshot;
  readonly manifest: Manifest;
  readonly manager: PackageManager['name'];
}

async function buildCommand({
  tree,
  manifest,
  run,
}: Omit<JavaScriptRoot, 'manager'> & { readonly run: (name: string) => string | undefined }): Promise<string | undefined> {
  const build = run('build');
  // Beside a build, which may leave the tests out: alone it may be of a part, and all of the project is compiled instead.
  const byText =
    build === undefined ? [] : Object.entries(manifest.scripts ?? {}).filter(([, text]) => ONLY_CHECKS_TYPES.test(text.trim()));
  const typecheck = [...TYPECHECK_SCRIPTS, ...byText.map(([name]) => name).filter((name) => name !== 'build')]
    .map(run)
    .find((command) => command !== undefined);
  if (build !== undefined || typecheck !== undefined) return [build, typecheck].filter((command) => command !== undefined).join(' && ');
  const tsconfig = await tree.read('tsconfig.json');
  if (tsconfig === null || !dependencyNames(manifest).includes('typescript'))
    return onlyCompiles(manifest.scripts?.['prepare'] ?? '') ? run('prepare') : undefined;
  const project = PROJECT_OF_TESTS.exec(manifest.scripts?.['test'] ?? '')?.groups?.['project'];
  if (project !== undefined) return `./node_modules/.bin/tsc --noEmit -p ${project}`;
  return `./node_modules/.bin/tsc ${tsconfigReferences(tsconfig) ? '-b' : '--noEmit'}`;
}

/** `"prepare": "tshy"`: what installing a clone builds, where no other script does. */
function onlyCompiles(script: string): boolean {
  const commands = simpleCommands(script);
  return commands.length > 0 && commands.every(([program = '']) => COMPILERS.includes(program));
}

const NO_RUNNERS: FoundRunners = { runners: [], startsOthers: false, unread: [], beside: [], linters: [] };

/** What was found, as the project has it. */
export function testsOf({ runners, startsOthers, unread, linters }: FoundRunners): JavaScriptCommands['tests'] {
  return {
    testRunners: runners,
    startsOtherTests: startsOthers,
    unreadTests: unread,
    ...(linters.length === 0 ? {} : { testLinters: linters }),
  };
}

function runnerNote({ runners, startsOthers, unread, beside, linters }: FoundRunners, dependencies: readonly string[]): string {
  const readable = ['vitest', 'jest'].find((name) => dependencies.includes(name));
  const advice =
    readable === undefined
      ? ''
      : `; if ${readable} runs them, \`commands.test: npx ${readable === 'vitest' ? 'vitest run' : 'jest'}\` can be read`;
  if (unread.length > 0) {
    const names = [...runners, ...unread].join(' and ');
    return `test runner: ${names}, whose reports Jidoka cannot read ${runners.length > 0 ? `together${advice}` : 'yet'}`;
  }
  if (linters.length > 0) return `test runner: none; the test script starts ${linters.join(' and ')} alone`;
  if (runners.length === 0) return 'test runner: not recognised; whichever of those Jidoka can read is started will be heard';
  const others = [
    ...(startsOthers ? ['others that scripts of packages start'] : []),
    ...beside.map((name) => `${name}, which is not read beside unit tests`),
  ];
  return `test runner: ${runners.join(' and ')}${others.length > 0 ? ` (and ${others.join(', and ')})` : ''}`;
}
