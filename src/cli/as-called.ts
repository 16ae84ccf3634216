/**
 * Advice names the program as if it were on the PATH. Where it was started in another way, a command that a person is told to run is
 * named as they have to type it.
 */
export function asCalled(
  advice: string,
  { program, commands }: { readonly program: string; readonly commands: readonly string[] },
): string {
  const named = new RegExp(String.raw`(?<![\w./-])jidoka(?= (?:--help|${commands.join('|')})(?![\w-]))`, 'g');
  return advice.replaceAll(named, () => program);
}
