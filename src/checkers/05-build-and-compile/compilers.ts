import type { Tree } from '../../domain/tree.ts';

interface Compiler {
  readonly name: string;
  /** It takes part in a build whose commands say this. */
  readonly command: RegExp;
  /** The files it compiles. */
  readonly covers: RegExp;
  /** A tree with one of these and a file of that kind is meant to be compiled. */
  readonly projectFile: RegExp;
}

export const COMPILERS: readonly Compiler[] = [
  {
    name: 'TypeScript',
    command: /\b(tsc|tsgo|vue-tsc|svelte-check)\b/,
    covers: /\.[cm]?tsx?$/,
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
    ({ projectFile, covers }) => paths.some((path) => projectFile.test(path)) && paths.some((path) => covers.test(path)),
  );
  return meant?.name ?? null;
}
