import type { Tree } from '../../domain/tree.ts';

interface Compiler {
  readonly name: string;
  /** It takes part in a build whose commands say this. */
  readonly command: RegExp;
  /** The files it compiles. */
  readonly covers: RegExp;
  /** Files of that kind that describe or test what is written elsewhere: they alone make no project that has to be compiled. */
  readonly beside?: RegExp;
  /** A tree with one of these and a file of that kind is meant to be compiled. */
  readonly projectFile: RegExp;
}

export const COMPILERS: readonly Compiler[] = [
  {
    name: 'TypeScript',
    command: /\b(tsc|tsgo|vue-tsc|svelte-check)\b/,
    covers: /\.[cm]?tsx?$/,
    // Declarations, tests of types and settings of tools in a project that is JavaScript otherwise.
    beside:
      /\.d(\.[^/.]+)?\.[cm]?ts$|[-.](test-d|tst)\.[cm]?tsx?$|(^|\/)(test|tests|__tests__|bench|benchmarks?|examples?|fixtures)\/|\.config\.[cm]?ts$/,
    projectFile: /^tsconfig\.json$/,
  },
  { name: 'Rust', command: /\bcargo\s+(build|check|clippy|test)\b/, covers: /\.rs$/, projectFile: /^Cargo\.toml$/ },
  { name: 'Go', command: /\bgo\s+(build|vet)\b/, covers: /(?<!_test)\.go$/, projectFile: /^go\.(mod|work)$/ },
  {
    name: 'Java',
    command: /\b(mvnw?|gradlew?|javac)\b/,
    covers: /\.java$/,
    projectFile: /^(pom\.xml|(build|settings)\.gradle(\.kts)?)$/,
  },
];

/** The first compiled language of a tree, by its project file and sources; null when there is none. */
export function compiledLanguage({ paths }: Tree): string | null {
  const meant = COMPILERS.find(
    ({ projectFile, covers, beside }) =>
      paths.some((path) => projectFile.test(path)) && paths.some((path) => covers.test(path) && beside?.test(path) !== true),
  );
  return meant?.name ?? null;
}
