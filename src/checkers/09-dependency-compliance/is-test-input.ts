/** Lockfiles and manifests of packages that tests only look at, and nobody installs. */
export function isTestInput(path: string): boolean {
  return /(^|\/)(__)?(fixtures?|test-?data|snapshots)(__)?\//i.test(path);
}
