const INTERPRETER = /^(node|python\d?(\.\d+)?|sh|bash|zsh|ruby|perl|php|deno|bun|tsx|ts-node)$/;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** Files of the tree that a shell command runs as programs: by their path, or as the first argument of an interpreter. */
export function programsOf(command: string, paths: ReadonlySet<string>): string[] {
  return command.split(/&&|\|\|?|[;\n]/).flatMap((part) => {
    const words = part
      .trim()
      .split(/\s+/)
      .filter((word) => !ASSIGNMENT.test(word));
    const [program = ''] = words;
    const named = INTERPRETER.test(program) ? words.slice(1).find((word) => word !== 'run' && !word.startsWith('-')) : program;
    const path = (named ?? '').replace(/^["']|["']$/g, '').replace(/^(\.\/)+/, '');
    return paths.has(path) ? [path] : [];
  });
}
