import { declaredFunctions } from '../../syntax/braces/declared-functions.ts';
import { braceLanguage } from '../../syntax/braces/read-braces.ts';
import type { FileVersion } from './file-pair.ts';
import { isTestInput } from './place.ts';
import type { Sighting } from './rules.ts';

/** Attributes that take no function away: of any other it may be one for each platform. */
const KEEPS =
  /^(?:inline|must_use|doc|allow|warn|deny|expect|cold|track_caller|deprecated|test|ignore|should_panic|no_mangle|instrument)\b/;

/** Functions of Go, Rust and Java that one block declares twice, which none of these languages takes. */
export function braceDuplicates({ path, text, isTooLarge }: FileVersion): Sighting[] {
  const language = isTooLarge ? null : braceLanguage(path);
  if (language === null) return [];
  const { source, functions } = declaredFunctions(text, language);
  const certain = functions.filter(({ name, attributes, around: [block] }) => {
    const isConditional = [...attributes.matchAll(/#\[\s*([^\]]*)/g)].some(([, said = '']) => !KEEPS.test(said));
    // What a macro is given is nobody's code yet, and of `init` Go takes many.
    const isOfMacro = block !== undefined && /(?:!\s*\w*|=>)$/.test(block.head);
    return !isConditional && !isOfMacro && !(language === 'go' && (name === 'init' || name === '_'));
  });
  return [...Map.groupBy(certain, ({ symbol, around: [block] }) => `${block?.open ?? ''} ${symbol}`).values()].flatMap(([first, ...more]) =>
    more.map(
      (one): Sighting => ({
        rule: 'duplicate-definition',
        message: `${one.name} is already defined on line ${source.lineOf(first?.start ?? 0)}`,
        path,
        range: { startLine: source.lineOf(one.start) },
        // Tests of compilers and macros are broken on purpose.
        ...(isTestInput(path) ? { severity: 'warning' } : {}),
      }),
    ),
  );
}
