import type { Tree } from '../../domain/tree.ts';
import { declaredPlace } from '../../syntax/declared-tests.ts';

/** The line a test is declared on; null where that is not seen. */
export async function declaredAt(
  tree: Tree,
  { path, name }: { readonly path: string; readonly name: readonly string[] },
): Promise<number | null> {
  const text = await tree.read(path);
  return text === null ? null : (declaredPlace(path, text, name.join(' > '))?.line ?? null);
}
