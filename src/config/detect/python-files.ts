import type { TreeSnapshot } from '../tree-snapshot.ts';

/** Files at the root that make it a Python project. */
export const PYTHON_MANIFESTS = ['pyproject.toml', 'setup.py', 'setup.cfg', 'tox.ini', 'requirements.txt', 'Pipfile'];

/** Where several tools are configured or asked for. */
const SHARED =
  /^(pyproject\.toml|setup\.(cfg|py)|tox\.ini|Pipfile|([\w-]*requirements[\w-]*|requirements\/[\w-]+)\.(txt|in)|\.pre-commit-config\.yaml)$/;

/** Does one of the files at the root that several tools share speak of one? */
export async function mentionedIn(tree: TreeSnapshot, mention: RegExp): Promise<boolean> {
  const texts = await Promise.all(tree.paths.filter((path) => SHARED.test(path)).map((path) => tree.read(path)));
  return texts.some((text) => text !== null && mention.test(text));
}
