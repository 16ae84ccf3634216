import { BRACE_TESTS } from './braces/brace-tests.ts';
import { braceLanguage } from './braces/read-braces.ts';
import { parseSource } from './parse-source.ts';
import { pythonTestsOf, pythonTitlesOf } from './python-tests.ts';
import { isPython } from './python/read-python.ts';
import { type TestCase, testsOf } from './tests.ts';

/** What the tests of a file may be called in a report; none for a file of no known language. */
export function declaredTitles(path: string, text: string): readonly string[] {
  if (isPython(path)) return pythonTitlesOf(text);
  const language = braceLanguage(path);
  if (language !== null) return BRACE_TESTS[language].titles(text);
  const source = parseSource(path, text);
  return source === null ? [] : testsOf(source).tests.map(({ title }) => title);
}

/** The lines of a test, by its full title; null where that is not seen. */
export function declaredPlace(path: string, text: string, title: string): Pick<TestCase, 'line' | 'endLine'> | null {
  // Rows of a table are declared where their test is.
  if (isPython(path)) return withTitle(pythonTestsOf(text), title.replace(/\[.*\]$/s, ''));
  const language = braceLanguage(path);
  // Subtests are, too.
  if (language !== null) return longestTitle(BRACE_TESTS[language].tests(text), title);
  const source = parseSource(path, text);
  return source === null ? null : withTitle(testsOf(source).tests, title);
}

function withTitle(tests: readonly TestCase[], title: string): TestCase | null {
  return tests.find((test) => test.title === title) ?? null;
}

function longestTitle(tests: readonly TestCase[], title: string): TestCase | null {
  const around = tests.filter((test) => title === test.title || title.startsWith(`${test.title} > `));
  return around.toSorted((a, b) => b.title.length - a.title.length)[0] ?? null;
}
