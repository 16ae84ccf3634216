import { basePath } from '../../domain/change.ts';
import { AdapterError } from '../../domain/error.ts';
import type { Capabilities } from '../checker.ts';

type Judged = Pick<Capabilities, 'change' | 'head' | 'project' | 'linters' | 'workspaces'> & { readonly signal: AbortSignal };

/**
 * A linter whose configuration changes has to answer still, though no file of the change is one for it: asked of one that did not change, as the
 * next change would stop at it. One that had no answer before is held against nobody.
 */
export async function requireConfigured({ change, head, project, linters, workspaces, signal }: Judged): Promise<void> {
  const changed = new Set(change.files.flatMap((file) => [file.path, basePath(file)]));
  const named = new Set(project.linters.filter(({ config }) => config !== null && changed.has(config)).map(({ name }) => name as string));
  for (const linter of linters.filter(({ name, handles }) => named.has(name) && !change.files.some(({ path }) => handles(path)))) {
    const path = head.paths.find((one) => linter.handles(one) && head.entry(one)?.mode.startsWith('100') === true);
    if (path === undefined) continue;
    const failureAt = async (side: 'base' | 'head') => {
      const checkout = await workspaces.checkout(side);
      try {
        await linter.lint({ checkout, files: [path], signal });
        return null;
      } catch (error) {
        if (error instanceof AdapterError) return error;
        throw error;
      }
    };
    const failure = await failureAt('head');
    if (failure !== null && (await failureAt('base')) === null) throw failure;
  }
}
