import { BRACE_TESTS } from './braces/brace-tests.ts';
import { braceLanguage } from './braces/read-braces.ts';
import { parseSource } from './parse-source.ts';
import { pythonTestsOf, pythonTitlesOf } from './python-tests.ts';
import { isPython } from './python/read-python.ts';
import { testsOf } from './tests.ts';

/** What the tests of a file may be called in a report; none for a file of no known language. */
export function declaredTitles(path: string, text: string): readonly string[] {
  if (isPython(path)) return pythonTitlesOf(text);
  const language = braceLanguage(path);
  if (language !== null) return BRACE_TESTS[language].titles(text);
  const source = parseSource(path, text);
  return source === null ? [] : testsOf(source).tests.map(({ title }) => title);
}

/** The line a test is declared on, by its full title; null where that is not seen. */
export function declaredLine(path: string, text: string, title: string): number | null {
  // Rows of a table are declared where their test is.
  if (isPython(path)) return pythonTestsOf(text).find((test) => test.title === title.replace(/\[.*\]$/s, ''))?.line ?? null;
  const language = braceLanguage(path);
  if (language !== null) return BRACE_TESTS[language].tests(text).find((test) => test.title === title)?.line ?? null;
  const source = parseSource(path, text);
  return source === null ? null : (testsOf(source).tests.find((test) => test.title === title)?.line ?? null);
}
