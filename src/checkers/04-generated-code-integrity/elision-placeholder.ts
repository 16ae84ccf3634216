import { commentLines } from './comments.ts';
import type { FileVersion } from './file-pair.ts';
import { severityAt } from './place.ts';
import type { Sighting } from './rules.ts';

const THING =
  '(?:code|file|function|class|component|implementation|methods?|functions|module|logic|tests?|test cases?|imports?|exports?|handlers?|routes?|props|fields|types|content|contents|' +
  'definitions?|body|helpers?|cases|script|configuration|config|styles|entries|options|properties|setup|parts?|lines|markup|template|components|classes|' +
  'readme|document|documentation|sections?|steps|jobs|workflow|pipeline|items|rows)';
/** Of which a heading speaks as well: only what is said of the rest of them, or behind dots, leaves them out. */
const ELIDED =
  `(?:${THING}|dockerfile|makefile|image|stages?|layers|instructions|commands|targets|recipes|statements?|queries|columns|tables?|schema|migrations?|keys|values|` +
  'settings|variables|services|resources|rules|endpoints|messages|variants|checks|assertions|packages|dependencies)';
const ADJECTIVE = '(?:existing|original|previous|current|remaining|other|old|unchanged|same|above|necessary|relevant|required)';
const STATE =
  '(?:(?:is|are|remains?|stays?|goes|go|continues?|left|kept)\\s*)*(?:unchanged|the same(?: as (?:before|above))?|same as (?:before|above)|as[ -]is|as before|untouched|unmodified|here|omitted(?: for brevity)?|below|above|intact|elided|truncated)';
const DOTS = '(?:\\.{3,}|…)';
const BARE_REST = '(?:the )?(?:rest|remainder)';
const REST = `${BARE_REST} of (?:the |your |this |our )?(?:${ADJECTIVE} )?${ELIDED}(?: ${ELIDED})?`;
const others = (thing: string) => `(?:all )?(?:the |your )?(?:other )?${ADJECTIVE}(?: ${thing}){1,2}`;
const OTHERS = others(THING);
const DOTTED = `(?:${REST}|${others(ELIDED)})`;

/** Whole comments only: a sentence that merely contains such words is prose. */
const PLACEHOLDERS: readonly RegExp[] = [
  // "... rest of the code ...", "... existing code", "... (unchanged)"
  new RegExp(`^${DOTS}\\s*\\(?${DOTTED}(?:\\s+${STATE})?\\)?\\s*${DOTS}?\\.?$`),
  // "... remaining columns as in the other tables ...": between dots it may say more
  new RegExp(`^${DOTS}\\s*[([]?\\s*${DOTTED}(?:,? [\\w'’-]+){0,8}\\s*[)\\]]?\\s*${DOTS}$`),
  new RegExp(`^${DOTS}\\s+${BARE_REST}\\s*(?:${STATE}|${DOTS})\\s*${DOTS}?\\.?$`),
  new RegExp(`^${DOTS}\\s*[([]?\\s*${STATE}\\s*[)\\]]?\\s*${DOTS}?\\.?$`),
  // "... implementation unchanged ..."
  new RegExp(`^${DOTS}\\s*(?:the )?${THING}(?: ${THING})?\\s+${STATE}\\s*${DOTS}?\\.?$`),
  // "rest of the code remains unchanged", "remaining methods unchanged", "existing code here", "other methods ..."
  new RegExp(`^\\(?(?:${BARE_REST}|${REST}|${OTHERS})\\s+\\(?${STATE}\\)?\\s*(?:\\)|${DOTS})?\\.?$`),
  new RegExp(`^(?:${REST}|${OTHERS})\\s*${DOTS}$`),
  // "keep existing code", "... keep the rest of the file as is ..."
  new RegExp(
    `^(?:${DOTS}\\s*)?(?:keep|keeping|insert|add|include|put|copy) (?:${BARE_REST}|${REST}|${OTHERS})(?:\\s+${STATE})?\\s*${DOTS}?\\.?$`,
  ),
  // "TODO: add the remaining logic here", "your code goes here"
  new RegExp(`^(?:todo|fixme):?\\s*(?:insert|add|put|write|implement) (?:${BARE_REST}|${REST}|${OTHERS}) here\\s*${DOTS}?\\.?$`),
  /^your (?:code|logic|implementation) (?:goes )?here\s*(?:\.{3,}|…)?\.?$/,
  // "code omitted for brevity"
  new RegExp(`^(?:${DOTS}\\s*)?(?:${THING}|some ${THING})?\\s*(?:omitted|elided|truncated|shortened|removed) for brevity\\s*${DOTS}?\\.?$`),
];

/** None of them matches a comment without one of these. To compile them takes a tenth of a second, which most changes need not wait for. */
const HINT = new RegExp(`^${DOTS}|\\b(?:${BARE_REST}|${ADJECTIVE}|your|for brevity)\\b`);

/** Comments that stand in for code somebody did not write out. */
export function elisionPlaceholders(version: FileVersion): Sighting[] {
  return commentLines(version).flatMap(({ text, line }): Sighting[] => {
    const words = text.toLowerCase().replace(/\s+/g, ' ').trim();
    if (words.length > 100 || !HINT.test(words) || !PLACEHOLDERS.some((pattern) => pattern.test(words))) return [];
    const message = `the comment "${text}" stands in for code that is not there`;
    return [{ rule: 'elision-placeholder', message, path: version.path, range: { startLine: line }, ...severityAt(version.path) }];
  });
}
