import type { TestCase } from '../tests.ts';
import { goTestsOf, goTitlesOf } from './go-tests.ts';
import { javaTestsOf, javaTitlesOf } from './java-tests.ts';
import type { BraceLanguage } from './read-braces.ts';
import { rustTestsOf, rustTitlesOf } from './rust-tests.ts';

interface BraceTests {
  tests(text: string): TestCase[];
  /** What they may be called in a report. */
  titles(text: string): readonly string[];
}

export const BRACE_TESTS: Readonly<Record<BraceLanguage, BraceTests>> = {
  rust: { tests: rustTestsOf, titles: rustTitlesOf },
  go: { tests: goTestsOf, titles: goTitlesOf },
  java: { tests: javaTestsOf, titles: javaTitlesOf },
};
