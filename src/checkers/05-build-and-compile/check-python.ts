import { basePath, type ChangedFile } from '../../domain/change.ts';
import type { Capabilities } from '../checker.ts';
import type { BuildObservation } from './build-failure.ts';
import { mypyErrors, usesMypy } from './mypy.ts';
import { isCompiledPython, pythonSyntax } from './python-syntax.ts';

interface PythonChange extends Pick<Capabilities, 'change' | 'base' | 'head' | 'workspaces'> {
  readonly signal: AbortSignal;
}

export interface PythonAnswer {
  /** Every one of them was compiled. */
  readonly files: readonly string[];
  readonly atHead: readonly BuildObservation[];
  readonly atBase: readonly BuildObservation[];
}

/** Python has no build: each changed file is compiled, and mypy asked where the base commit has configured it. */
export async function checkPython({ change, base, head, workspaces, signal }: PythonChange): Promise<PythonAnswer> {
  const changed = change.files.filter(isCompiled);
  const files = changed.map(({ path }) => path);
  if (files.length === 0) return { files, atHead: [], atBase: [] };
  const checkout = await workspaces.checkout('head');
  const syntax = await pythonSyntax(checkout, files, signal);
  if (syntax.length > 0) {
    const broken = new Set(syntax.map(({ path }) => path));
    const before = changed.filter(({ path, status }) => broken.has(path) && status !== 'added').map(basePath);
    return { files, atHead: syntax, atBase: await pythonSyntax(await workspaces.checkout('base'), before, signal) };
  }
  if (!(await usesMypy(base))) return { files, atHead: [], atBase: [] };
  const atHead = await mypyErrors({ tree: head, checkout, signal });
  const atBase = atHead.length === 0 ? [] : await mypyErrors({ tree: base, checkout: await workspaces.checkout('base'), signal });
  return { files, atHead, atBase };
}

function isCompiled({ status, path, newMode }: ChangedFile): boolean {
  return status !== 'deleted' && newMode.startsWith('100') && isCompiledPython(path);
}
