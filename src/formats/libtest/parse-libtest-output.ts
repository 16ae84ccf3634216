import { stripVTControlCharacters } from 'node:util';
import { AdapterError } from '../../domain/error.ts';

export interface LibtestResult {
  /** `module::test`; for an example in the documentation `src/lib.rs - item (line 3)`. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** What a failed test printed. */
  readonly failure: string | null;
}

const RESULT = /(?:^|\W)test (\S.*?)(?: - (?:should panic|compile|compile fail))? \.\.\. (ok|FAILED|ignored|bench:)(?:$|,|\s)/;
const SUMMARY =
  /^test result: (?:ok|FAILED)\. (\d{1,9}) passed; (\d{1,9}) failed; (\d{1,9}) ignored; (\d{1,9}) measured; \d{1,9} filtered out(?:; |$)/;
const DETAILS_OF = /^---- (\S.*) stdout ----$/;
const STATUS = { ok: 'passed', FAILED: 'failed', ignored: 'skipped', 'bench:': 'passed' } as const;
const MAX_FAILURE = 8000;

interface Section {
  readonly results: { readonly name: string; readonly said: keyof typeof STATUS }[];
  readonly details: Map<string, string[]>;
  /** Below `failures:` tests are quoted, and so is what they printed. */
  isQuoting: boolean;
  quoted: string[] | null;
}

/**
 * Reads what libtest prints: its text, as its JSON is only for nightly compilers. Several sections may follow each other. AdapterError when a section
 * does not end with sums that agree with its lines: what a test prints itself past the harness may look like either, and a process that ends
 * before its tests leaves none.
 */
export function parseLibtestOutput(text: string): LibtestResult[] {
  const results: LibtestResult[] = [];
  let section: Section | null = null;
  for (const line of stripVTControlCharacters(text).split(/\r?\n/)) {
    section ??= /^running \d{1,9} tests?$/.test(line) ? { results: [], details: new Map(), isQuoting: false, quoted: null } : null;
    if (section === null) continue;
    if (isSumOf(section, line)) {
      results.push(...resultsOf(section));
      section = null;
    } else read(section, line);
  }
  if (section !== null)
    throw new AdapterError(
      'UNREADABLE_REPORT',
      `the tests did not end with their sums, or with sums that are not those of the ${section.results.length} tests reported`,
      {
        hint: 'a process that ends inside a test, text that a test writes past the harness, or `--quiet` for examples of the documentation',
      },
    );
  return results;
}

function read(section: Section, line: string): void {
  const { details, results } = section;
  if (line === 'failures:' || line === 'successes:') {
    section.isQuoting = true;
    section.quoted = null;
    return;
  }
  if (!section.isQuoting) {
    const [, name = '', said] = RESULT.exec(line) ?? [];
    if (isSaid(said)) results.push({ name, said });
    return;
  }
  const [, name] = DETAILS_OF.exec(line) ?? [];
  if (name === undefined) section.quoted?.push(line);
  else details.set(name, (section.quoted = []));
}

function isSaid(said: string | undefined): said is keyof typeof STATUS {
  return said !== undefined && Object.hasOwn(STATUS, said);
}

function isSumOf({ results }: Section, line: string): boolean {
  const sums = SUMMARY.exec(line)?.slice(1).map(Number);
  const count = (wanted: string) => results.filter(({ said }) => said === wanted).length;
  return sums !== undefined && ['ok', 'FAILED', 'ignored', 'bench:'].every((said, index) => sums[index] === count(said));
}

function resultsOf({ results, details }: Section): LibtestResult[] {
  return results.map(({ name, said }) => ({
    name,
    status: STATUS[said],
    failure: said === 'FAILED' ? withoutBacktrace(details.get(name) ?? []).slice(0, MAX_FAILURE) : null,
  }));
}

function withoutBacktrace(lines: readonly string[]): string {
  const end = lines.findIndex((line) => line === 'stack backtrace:' || line.startsWith('note: run with `RUST_BACKTRACE'));
  return (end === -1 ? lines : lines.slice(0, end)).join('\n').trim();
}
