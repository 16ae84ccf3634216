/** How a script of a shell uses a variable: `run`, what is in it can run; `split`, it becomes several words, and options. */
export type ShellUse = 'run' | 'split';

/** What runs its arguments, or what they print. */
const RUNS =
  /^(?:\S*\/)?(?:sudo\s+|exec\s+|command\s+)*(?:eval\b|(?:\S*\/)?(?:ba|z|da|k)?sh\s+(?:-\w+\s+)*-\w*c\b|(?:python[\d.]*|node|perl|ruby|php)\s+(?:-\w+\s+)*-[cer]\b|(?:ba|z|da)?sh\s*<<<)/;
/** Splits nothing: a value that is given to a name, `[[ … ]]`, `case … in`. */
const SPLITS_NOTHING = /^(?:(?:if|elif|while|until|!)\s+)*\[\[|^case\s/;
const GIVES = /(?:^|\s)\w+\+?=\S*$|<<<\s*$/;
const INTO_SHELL = /^[^\n;&]*?\|\s*(?:sudo\s+)?(?:ba|z|da|k)?sh\s*(?:-s?\s*)?(?=$|[;&|)\n])/;
/** So much is looked at of a command before and behind a variable. */
const NEAR = 500;
/** Deeper than anybody writes: commands inside of commands. */
const DEEPEST = 50;

interface Level {
  /** What closes it: `)`, a backtick, or nothing. */
  readonly end: string;
  isQuoted: boolean;
  /** Where its simple command begins. */
  command: number;
}

/** The worst use of a variable in a script of `sh` or bash; null where it is data everywhere. */
export function shellUseOf(name: string, script: string): ShellUse | null {
  let worst: ShellUse | null = null;
  for (const use of usesIn(script, name)) {
    if (use === 'run') return use;
    worst ??= use;
  }
  return worst;
}

function* usesIn(script: string, name: string): Generator<ShellUse> {
  const levels: Level[] = [{ end: '', isQuoted: false, command: 0 }];
  const variable = new RegExp(`\\$(?:${RegExp.escape(name)}(?!\\w)|\\{${RegExp.escape(name)}(?::?[-=+?][^}]*)?\\})`, 'y');
  for (let at = 0; at < script.length; at += 1) {
    const level = levels.at(-1) ?? { end: '', isQuoted: false, command: 0 };
    const mark = script.charAt(at);
    variable.lastIndex = at;
    if (mark === '\\') at += 1;
    else if (mark === '$' && variable.test(script)) {
      const behind = script.slice(variable.lastIndex, variable.lastIndex + NEAR);
      const begins = ({ command }: Level) => script.slice(command, Math.min(at, command + NEAR)).trimStart();
      const isRun = levels.some((one) => RUNS.test(begins(one))) || INTO_SHELL.test(behind);
      if (isRun) yield 'run';
      else if (!level.isQuoted && !SPLITS_NOTHING.test(begins(level)) && !GIVES.test(script.slice(Math.max(level.command, at - NEAR), at)))
        yield 'split';
      at = variable.lastIndex - 1;
    } else if (mark === '"') level.isQuoted = !level.isQuoted;
    else if (mark === level.end && !level.isQuoted) levels.pop();
    else if (levels.length < DEEPEST && ((mark === '$' && script.charAt(at + 1) === '(') || mark === '`')) {
      at += mark === '$' ? 1 : 0;
      levels.push({ end: mark === '$' ? ')' : '`', isQuoted: false, command: at + 1 });
    } else if (!level.isQuoted) at = plainAt(script, at, level);
  }
}

/** Steps over what is no text of a command, outside of quotes. */
function plainAt(script: string, at: number, level: Level): number {
  const mark = script.charAt(at);
  const endOf = (end: string) => {
    const found = script.indexOf(end, at + 1);
    return found === -1 ? script.length : found;
  };
  if (mark === "'") return endOf("'");
  if (mark === '#' && /^$|\s/.test(script.charAt(at - 1))) return endOf('\n') - 1;
  const heredoc = mark === '<' ? /^<<-?\s*(["']?)(\w+)\1[^\n]*\n/.exec(script.slice(at, at + 200)) : null;
  // What stands there is one text, as in quotes.
  if (heredoc !== null) return at + heredoc[0].length + lengthOfHeredoc(script.slice(at + heredoc[0].length), heredoc[2] ?? '') - 1;
  if (';|&\n({'.includes(mark)) level.command = at + 1;
  return at;
}

function lengthOfHeredoc(rest: string, word: string): number {
  const end = new RegExp(`^\\s*${RegExp.escape(word)}\\s*$`, 'm').exec(rest);
  return end === null ? rest.length : end.index + end[0].length;
}
