import type { Skip } from '../test-options.ts';
import type { TestCase } from '../tests.ts';
import { assertionCounter, type BraceFunction, ownersIn, testCaseOf } from './functions.ts';
import { type BraceSource, readBraces } from './read-braces.ts';

const ANNOTATIONS = /(?:@[\w.]+(?:\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?\s*)*/.source;
const MODIFIERS = /(?:(?:public|protected|private|static|final|abstract|synchronized|default)\s+)*/.source;
const METHOD = new RegExp(
  `(?<annotations>${ANNOTATIONS})${MODIFIERS}(?:<[^<>]*(?:<[^<>]*>)?[^<>]*>\\s*)?(?<type>[\\w.]+(?:<[\\w\\s.,?<>[\\]]*>)?(?:\\[\\])*)\\s+(?<name>\\w+)\\s*\\((?=[^;{}]*\\)\\s*(?:throws\\s+[\\w.,\\s]+)?\\{)`,
  'g',
);
const CLASS = new RegExp(`(?<annotations>${ANNOTATIONS})${MODIFIERS}(?:class|record|interface|enum)\\s+(?<name>\\w+)[^{;]*\\{`, 'g');
const IS_TEST = /@(?:[\w.]+\.)?(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property)\b/;
const ASSERTION = /\b(?:assert\w*|fail|verify\w*|expect\w*|then\w*|check\w*)\s*\(|\bassert\s/g;
const NO_TYPES = new Set(['new', 'return', 'throw', 'else', 'case']);

interface JavaMethod extends BraceFunction {
  readonly annotations: string;
}

/** Methods that JUnit or TestNG runs, by their annotation, or by their name in a `TestCase`. */
export function javaTestsOf(text: string): TestCase[] {
  const source = readBraces(text, 'java');
  const isOld = /\bextends\s+(?:[\w.]+\.)?\w*TestCase\b/.test(source.plain);
  const methods = methodsOf(source);
  const count = assertionCounter({ source, helpers: methods, assertion: ASSERTION });
  return methods
    .filter(({ annotations, name }) => IS_TEST.test(own(annotations)) || (isOld && name.startsWith('test')))
    .map((one) => {
      const expected = /@Test\s*\([^)]*\bexpected\w*\s*=/.test(own(one.annotations)) ? 1 : 0;
      return testCaseOf(source, {
        ...one,
        skip: skipOf(one, source),
        isRetried: /@(Retrying|RepeatedIfExceptions|Retry)\w*/.test(one.annotations),
        assertions: count(one) + expected,
      });
    });
}

/** As a report names them: by class and method. */
export function javaTitlesOf(text: string): readonly string[] {
  return javaTestsOf(text).map(({ title }) => title);
}

/** Those of the method come last. */
const SEPARATOR = '\n\0\n';

function own(annotations: string): string {
  return annotations.split(SEPARATOR).at(-1) ?? '';
}

function methodsOf(source: BraceSource): JavaMethod[] {
  const classes = ownersIn(source, CLASS);
  return [...source.plain.matchAll(METHOD)].flatMap((found): JavaMethod[] => {
    const { annotations = '', type = '', name = '' } = found.groups ?? {};
    if (NO_TYPES.has(type)) return [];
    const parameters = found.index + found[0].length - 1;
    const open = source.plain.indexOf('{', source.endOf(parameters));
    const around = classes(open);
    const all = [...around.map(({ start }) => annotationsAt(source, start)), annotations].join(SEPARATOR);
    return [{ name, owners: around.map((one) => one.name), start: found.index, open, end: source.endOf(open), annotations: all }];
  });
}

function annotationsAt({ plain }: BraceSource, start: number): string {
  return new RegExp(`^${ANNOTATIONS}`).exec(plain.slice(start, start + 4000))?.[0] ?? '';
}

function skipOf({ annotations, open, end }: JavaMethod, { plain }: BraceSource): Skip {
  if (/@(?:[\w.]+\.)?(Disabled|Ignore)\b(?!On|If|For)|@Test\s*\([^)]*\benabled\s*=\s*false/.test(annotations)) return 'yes';
  return /@(?:Disabled|Enabled)(?:On|If|For)\w*/.test(annotations) || /\bassum(e|ing)\w*\s*\(/.test(plain.slice(open, end))
    ? 'conditional'
    : 'no';
}
