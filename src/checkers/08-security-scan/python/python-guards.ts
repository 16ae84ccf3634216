import type { PythonLine, PythonScope } from './python-program.ts';
import type { PythonTaint } from './python-taint.ts';

/** Is the value looked at in a condition before a line? */
export function isChecked({ source, through }: PythonTaint, { line, scope }: PythonLine): boolean {
  const names = [source, ...through];
  for (let around: PythonScope | null = scope; around !== null; around = around.parent)
    for (const name of names) if ((around.asked.get(name) ?? line) < line) return true;
  return false;
}
