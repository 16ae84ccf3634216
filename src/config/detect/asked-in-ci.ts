import type { TreeSnapshot } from '../tree-snapshot.ts';

const CI =
  /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|\.travis\.yml|\.circleci\/config\.yml|\.ci\/[^/]+|Makefile|[Jj]ustfile|tox\.ini|noxfile\.py|\.pre-commit-config\.ya?ml)$/;

/** Does the CI, or what it and hooks start, run this? */
export async function isAskedInCi(tree: TreeSnapshot, program: RegExp): Promise<boolean> {
  return (await textsOfCi(tree)).some((text) => program.test(text));
}

/** What the CI runs, and what it and hooks start. */
export async function textsOfCi(tree: TreeSnapshot): Promise<string[]> {
  const texts = await Promise.all(tree.paths.filter((path) => CI.test(path)).map((path) => tree.read(path)));
  return texts.filter((text) => text !== null);
}
