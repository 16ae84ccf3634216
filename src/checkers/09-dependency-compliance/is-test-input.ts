/** Lockfiles and manifests of packages that tests only look at, and nobody installs. Maven keeps its own below `src/test` and `src/it`. */
export function isTestInput(path: string): boolean {
  return /(^|\/)((__)?(fixtures?|test-?data|snapshots)(__)?\/|src\/(test|it)\/(.+\/)?pom\.xml$)/i.test(path);
}
