/** Does this tsconfig.json only refer to other projects, so that `tsc --noEmit` alone would check nothing of them? */
export function tsconfigReferences(text: string): boolean {
  const withoutComments = text.replaceAll(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '$1');
  return /"references"\s*:\s*\[\s*\{/.test(withoutComments);
}
