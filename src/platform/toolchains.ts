import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

type CallerEnv = Readonly<Record<string, string | undefined>>;

/** A folder of the person and the name under which a private HOME has it. */
interface HomeLink {
  readonly from: string;
  readonly name: string;
}

/** What compilers and build tools find only by way of a person's HOME, which no command sees. */
export interface Toolchains {
  /** Programs' own files and downloaded modules; never a credentials file, so never a whole `~/.cargo` or `~/.m2`. */
  readonly readable: readonly string[];
  /** What tells the tools where these are, for a command with this HOME. */
  env(home: string): Record<string, string>;
  /** Puts into a new private HOME what can only be found there. */
  linkInto(home: string): void;
}

/** Names of the caller's environment that choose a toolchain, as PATH does. */
const CHOOSING = ['RUSTUP_TOOLCHAIN', 'JAVA_HOME', 'GOROOT'];

/** Nothing is downloaded where there is no network: without these, tools try, wait, and blame the network. */
export const OFFLINE: Readonly<Record<string, string>> = { CARGO_NET_OFFLINE: 'true', GOPROXY: 'off' };

/** The toolchains of rustup, the programs of uv and pipx, and the modules that Cargo, Go, Maven and Gradle have downloaded for this person. */
export function toolchainsOf(callerEnv: CallerEnv): Toolchains {
  const places = placesOf(callerEnv);
  const there = (path: string | null): path is string => path !== null && existsSync(path) && !isAround(path, callerEnv['HOME'] ?? '');
  const links = places.links.filter(({ from }) => there(from));
  const rustup = there(places.rustup) ? places.rustup : null;
  const goModules = there(places.goModules) ? places.goModules : null;
  const gradle = there(places.gradleCaches) ? places.gradleCaches : null;
  const chosen = CHOOSING.flatMap((name) => (callerEnv[name] === undefined ? [] : [[name, callerEnv[name]] as const]));
  const roots = [callerEnv['JAVA_HOME'] ?? null, callerEnv['GOROOT'] ?? null].filter(there);
  return {
    readable: [
      ...[rustup, goModules, gradle].filter((path) => path !== null),
      ...places.pythonTools.filter(there),
      ...roots,
      ...links.map(({ from }) => from),
    ],
    env: (home) => ({
      ...Object.fromEntries(chosen),
      // It must not install another toolchain because a file of the change names one.
      ...(rustup === null ? {} : { RUSTUP_HOME: rustup, RUSTUP_AUTO_INSTALL: '0' }),
      ...(goModules === null ? {} : { GOMODCACHE: goModules }),
      ...(gradle === null ? {} : { GRADLE_USER_HOME: join(home, '.gradle'), GRADLE_RO_DEP_CACHE: gradle }),
      // Java asks the system for the HOME, not the environment. Maven's script splits this at white space.
      ...(links.some(({ name }) => name.startsWith('.m2/')) && !/\s/.test(home) ? { MAVEN_OPTS: `-Duser.home=${home}` } : {}),
    }),
    linkInto(home) {
      for (const { from, name } of links) {
        mkdirSync(dirname(join(home, name)), { recursive: true });
        symlinkSync(from, join(home, name));
      }
    },
  };
}

function placesOf(callerEnv: CallerEnv) {
  const home = callerEnv['HOME'] ?? '';
  const inHome = (path: string) => (home === '' ? null : join(home, path));
  const cargo = callerEnv['CARGO_HOME'] ?? inHome('.cargo');
  // It may be a list, of which Go writes into the first.
  const goPath = callerEnv['GOPATH']?.split(':')[0] ?? inHome('go');
  const gradle = callerEnv['GRADLE_USER_HOME'] ?? inHome('.gradle');
  const below = (folder: string | null, names: readonly string[], at: string): HomeLink[] =>
    folder === null ? [] : names.map((name) => ({ from: join(folder, name), name: `${at}/${name}` }));
  return {
    rustup: callerEnv['RUSTUP_HOME'] ?? inHome('.rustup'),
    goModules: callerEnv['GOMODCACHE'] ?? (goPath === null ? null : join(goPath, 'pkg/mod')),
    // Links on the PATH lead there: ruff, black and their like.
    pythonTools: [
      callerEnv['UV_TOOL_DIR'] ?? inHome('.local/share/uv/tools'),
      callerEnv['UV_PYTHON_INSTALL_DIR'] ?? inHome('.local/share/uv/python'),
      ...['.local/share/pipx/venvs', '.local/pipx/venvs'].map(inHome),
    ],
    gradleCaches: gradle === null ? null : join(gradle, 'caches'),
    links: [
      ...below(cargo, ['registry', 'git'], '.cargo'),
      ...below(inHome('.m2'), ['repository', 'wrapper'], '.m2'),
      ...below(gradle, ['wrapper'], '.gradle'),
    ],
  };
}

/** A HOME, or a folder around one, would bring everything that is in it. */
function isAround(folder: string, home: string): boolean {
  return folder === sep || home === folder || home.startsWith(`${folder.replace(/\/+$/, '')}${sep}`);
}
