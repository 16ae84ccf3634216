import { isMap, type YAMLMap } from 'yaml';
import type { Sighting } from '../rules.ts';
import { shellUseOf } from './shell-uses.ts';
import { optionIn, textOf, type WorkflowDocument } from './workflow-document.ts';
import { expressionsIn, putsVariable, untrustedIn } from './workflow-expressions.ts';

const WORD = /\w+/g;

interface Variable {
  readonly name: string;
  /** What gives it its value. */
  readonly expression: string;
}

/** Variables whose value others write, by the first word of their name, without capitals. */
export type Variables = ReadonlyMap<string, readonly Variable[]>;

/** Those of the outer ones and what the `env` of a workflow, a job or a step says beside or instead of them. */
export function withOwnVariables(outer: Variables, holder: YAMLMap, { real }: WorkflowDocument): Variables {
  const env = real(holder.get('env', true));
  if (!isMap(env)) return outer;
  const found = new Map(outer);
  for (const { key, value } of env.items) {
    const name = textOf(real(key));
    const [expression] = untrustedIn(textOf(real(value)));
    const [word = ''] = name.toLowerCase().match(WORD) ?? [];
    const others = (found.get(word) ?? []).filter((one) => one.name !== name);
    found.set(word, expression === undefined ? others : [...others, { name, expression }]);
  }
  return found;
}

interface Misuse extends Pick<Sighting, 'message' | 'severity'> {}

/** How a program misuses them: as part of its text, or where a shell runs or splits what is in them. `"$NAME"` is how they are meant. */
export function misusesOf(program: string, variables: Variables, shell: string | null): Misuse[] {
  const expressions = expressionsIn(program);
  const words = new Set(program.toLowerCase().match(WORD));
  const named = [...words].flatMap((word) => variables.get(word) ?? []);
  return named.flatMap(({ name, expression }): Misuse[] => {
    if (expressions.some((one) => putsVariable(one, name))) return [{ message: `the text of ${expression} is run, by way of env.${name}` }];
    const use = shell === null ? null : shellUseOf(name, program);
    if (use === 'run') return [{ message: `the text of ${expression} is run, by way of $${name}` }];
    return use === null
      ? []
      : [{ message: `the text of ${expression} becomes several words and options: $${name} without quotes`, severity: 'warning' }];
  });
}

/** The shell of a step where it is one of Bourne's kind, which are read here; null for another. */
export function shellOf(holders: readonly unknown[], real: WorkflowDocument['real']): string | null {
  let shell = 'bash';
  for (const holder of holders) {
    const own = optionIn(holder, 'shell', real) ?? optionIn(optionIn(optionIn(holder, 'defaults', real), 'run', real), 'shell', real);
    if (textOf(own) !== '') shell = textOf(own);
  }
  return /^(\S*\/)?(ba|da|z|k)?sh\b/.test(shell) ? shell : null;
}
