import type { Language, Project } from '../domain/project.ts';
import { spelledOut } from './known-tools.ts';
import type { Config } from './schema.ts';

/** A program that judging this repository starts. */
export interface NeededProgram {
  readonly name: string;
  /** What asks for it: `commands.test`, `python`, `tools.semgrep`. */
  readonly neededFor: readonly string[];
  /** What makes it say its version. */
  readonly ask: string;
  /** A command that installs it; null where we do not know one. */
  readonly install: string | null;
}

const DEBIAN = (name: string) => `apt-get install ${name}`;

/** What we know for certain; everything else is named without advice. */
const INSTALL: Readonly<Record<string, string>> = {
  git: DEBIAN('git'),
  node: DEBIAN('nodejs'),
  npm: DEBIAN('npm'),
  npx: DEBIAN('npm'),
  pnpm: 'npm install --global pnpm',
  yarn: 'npm install --global yarn',
  bun: 'npm install --global bun',
  python3: DEBIAN('python3'),
  pip: DEBIAN('python3-pip'),
  pytest: 'pip install pytest',
  coverage: 'pip install coverage',
  ruff: 'pip install ruff',
  flake8: 'pip install flake8',
  black: 'pip install black',
  mypy: 'pip install mypy',
  uv: 'pip install uv',
  poetry: 'pip install poetry',
  tox: 'pip install tox',
  semgrep: 'pip install semgrep',
  cargo: DEBIAN('cargo'),
  'cargo-clippy': DEBIAN('rust-clippy'),
  go: DEBIAN('golang-go'),
  javac: DEBIAN('default-jdk-headless'),
  java: DEBIAN('default-jre-headless'),
  mvn: DEBIAN('maven'),
  gradle: DEBIAN('gradle'),
  make: DEBIAN('make'),
  shellcheck: DEBIAN('shellcheck'),
  protoc: DEBIAN('protobuf-compiler'),
};

const ASK: Readonly<Record<string, string>> = { go: 'version', gitleaks: 'version', betterleaks: 'version' };

const PROGRAM_OF: Readonly<Record<Language, string>> = {
  javascript: 'node',
  typescript: 'node',
  python: 'python3',
  go: 'go',
  rust: 'cargo',
  java: 'javac',
};

/** Linters that are no dependency of a package.json, by the program they are. */
const ON_PATH: Readonly<Record<string, string>> = {
  rustfmt: 'rustfmt',
  clippy: 'cargo-clippy',
  ruff: 'ruff',
  'ruff format': 'ruff',
  flake8: 'flake8',
  black: 'black',
};

/** Of the shell itself, and what every system has. */
const OF_THE_SHELL = new Set(
  'cd test [ echo printf true false exit set export if then else fi for while do done case esac ! { ( . source exec env sh bash cat cp mv rm mkdir sleep grep sed find tee head tail sort uniq xargs tr wc awk'.split(
    ' ',
  ),
);
const PROGRAM = /^[A-Za-z0-9][\w.+-]*$/;

export interface NeedsOf {
  readonly project: Project;
  readonly config: Config;
}

/** Programs that must be found where commands run: by the project's languages and manager, and by the first words of its commands. */
export function neededPrograms({ project, config }: NeedsOf): NeededProgram[] {
  const asked: (readonly [program: string, by: string])[] = [
    ...project.languages.map((language) => [PROGRAM_OF[language], language] as const),
    ...(project.manager === null ? [] : [[project.manager.name, 'the package manager'] as const]),
    ...Object.entries(project.commands).flatMap(([name, command]) => by(`commands.${name}`, command)),
    ...(project.services ?? []).flatMap(({ name, command }) => by(`services.${name}`, command)),
    ...project.linters.flatMap(({ name }) => by('style-and-convention', ON_PATH[name] ?? '')),
    ...Object.entries(config.tools ?? {}).flatMap(([name, tool]) => {
      const { command } = spelledOut(tool);
      return typeof command === 'string' ? by(`tools.${name}`, command) : [[command[0], `tools.${name}`] as const];
    }),
  ];
  return [...Map.groupBy(asked, ([program]) => program)].map(([name, uses]) => ({
    name,
    neededFor: [...new Set(uses.map(([, use]) => use))],
    ask: ASK[name] ?? '--version',
    install: INSTALL[name] ?? null,
  }));
}

/** Programs at the start of a command's parts. What is a path, or is put together by the shell, is nothing that could be looked for. */
function by(use: string, command: string): (readonly [string, string])[] {
  return command.split(/&&|\|\|?|[;\n]/).flatMap((part) => {
    const [program = ''] = part
      .trim()
      .split(/\s+/)
      .filter((word) => !/^[A-Za-z_]\w*=/.test(word));
    return PROGRAM.test(program) && !OF_THE_SHELL.has(program) ? [[program, use] as const] : [];
  });
}
