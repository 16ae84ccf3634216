export type Language = 'javascript' | 'typescript' | 'python' | 'go' | 'rust' | 'java';

export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** Path of the lockfile; null where there is none. */
  readonly lockfile: string | null;
}

export type TestRunner =
  | 'node:test'
  | 'vitest'
  | 'jest'
  | 'mocha'
  | 'ava'
  | 'tap'
  | 'tape'
  | 'uvu'
  | 'jasmine'
  | 'playwright'
  | 'pytest'
  | 'unittest'
  | 'cargo test'
  | 'go test'
  | 'junit';

/** Shell commands run at the root of a checkout; absent where the project has none. */
export interface Commands {
  readonly install?: string;
  readonly prepare?: string;
  readonly build?: string;
  readonly test?: string;
  readonly lint?: string;
  readonly start?: string;
}

/** What has to run beside the tests. */
export interface Service {
  readonly name: string;
  /** Shell command that stays in the foreground. */
  readonly command: string;
  /** What tells that it is ready; all that is named must hold. */
  readonly ready: { readonly port?: number; readonly http?: string; readonly log?: string };
  readonly timeoutSeconds: number;
}

/** A linter or formatter the repository itself has configured. */
export interface LinterConfig {
  readonly name:
    | 'eslint'
    | 'biome'
    | 'prettier'
    | 'oxfmt'
    | 'oxlint'
    | 'standard'
    | 'stylelint'
    | 'xo'
    | 'gofmt'
    | 'go vet'
    | 'rustfmt'
    | 'clippy'
    | 'ruff'
    | 'ruff format'
    | 'flake8'
    | 'black';
  /** Path of its config (`package.json` when a key of it holds the config); null for a dependency that runs on its defaults. */
  readonly config: string | null;
  /** Where it is run, and whose files it looks at; absent: the root of the repository. */
  readonly folder?: string;
  /** Globs of what the repository's own scripts give a formatter beside source code: prose and data. */
  readonly formats?: readonly string[];
  /** Extensions of source code that it looks for nowhere in this repository; absent where there are none. */
  readonly leaves?: readonly string[];
  /** What the CI gives it on its command line, as far as that decides what it looks at and for; absent: the CI does not run it. */
  readonly args?: readonly string[];
}

/** What a tree is, as its base commit's config says or as it was detected there. */
export interface Project {
  readonly languages: readonly Language[];
  readonly manager: PackageManager | null;
  readonly commands: Commands;
  /** Started before the tests in this order, ended after them; absent where there are none. */
  readonly services?: readonly Service[];
  /** The runners the test command ends up in: each is to leave a report. Empty where none was recognised. */
  readonly testRunners: readonly TestRunner[];
  /** It starts scripts of other packages, or what nobody could follow: every runner is listened to, not only those above. */
  readonly startsOtherTests: boolean;
  /** Others it ends up in, whose reports cannot be read: what the first ones say would pass for the whole. */
  readonly unreadTests: readonly string[];
  /** The test command starts these linters and type checkers and nothing else; absent where it starts anything else. */
  readonly testLinters?: readonly string[];
  /** Paths of every package.json outside node_modules, root first; empty where there is none. */
  readonly manifests: readonly string[];
  readonly linters: readonly LinterConfig[];
  /** Programs by which the repository lints as well, and that nobody asks, with where they are started; absent where there are none. */
  readonly unreadLinters?: readonly string[];
}
