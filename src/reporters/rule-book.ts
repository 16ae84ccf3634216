import type { AnyChecker, Rule } from '../checkers/checker.ts';
import type { RegistryEntry } from '../gate/run-gate.ts';

/** What the checkers say of themselves and their rules, by checker id. A checker nobody knows here still reports. */
export type RuleBook = ReadonlyMap<string, Pick<AnyChecker, 'title' | 'rules'>>;

export async function ruleBookOf(registry: readonly RegistryEntry[]): Promise<RuleBook> {
  return new Map(await Promise.all(registry.map(async ({ id, load }) => [id, (await load()).default] as const)));
}

export function ruleOf(book: RuleBook, checker: string, rule: string): Rule | undefined {
  const rules = book.get(checker)?.rules ?? {};
  return Object.hasOwn(rules, rule) ? rules[rule] : undefined;
}
