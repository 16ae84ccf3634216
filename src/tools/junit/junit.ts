import { rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { AdapterError } from '../../domain/error.ts';
import type { Tree } from '../../domain/tree.ts';
import { type JunitCase, parseJunit } from '../../formats/junit/parse-junit.ts';
import { filesBelow } from '../../platform/files-below.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import type { ReportedOutcome, Sentinel, TestTool } from '../tool.ts';
import { writePlanted } from '../write-planted.ts';
import { javaSources } from './java-sources.ts';

/** As Maven's Surefire and Failsafe, and Gradle, find tests; and what lies in their folders of tests. */
const TEST_FILE = /(^|\/)(Test[A-Z0-9_]\w*|\w+(Test|Tests|TestCase|IT|ITCase|Spec))\.(java|kt|groovy)$/;

/** Surefire, Failsafe, Gradle and JUnit's console call every report so. */
const REPORT = /(^|\/)TEST-[^/]+\.xml$/;

const MAX_BYTES = 64 * 1024 * 1024;

/** Tests of Java under an unchanged command of Maven, of Gradle or of JUnit's console, by the reports that it writes anyway. */
export function junit(): TestTool {
  return {
    runner: 'junit',
    sources: javaSources,
    isTestFile: (path) => TEST_FILE.test(path) || /(^|\/)src\/(\w*[tT]est|it)\/(java|kotlin|groovy)\//.test(path),
    sentinel: plantedTest,
    // Nothing that a class loads stands between `throw` and the report, and a class ends with its brace.
    probe: () => null,
    async prepare({ dir, planting }) {
      if (planting !== null) await writePlanted(dir, planting);
      // A build that runs tests leaves reports as well: they are no answer to this run.
      for (const path of await reportsIn(dir)) await rm(join(dir, path));
      return {
        env: {},
        async read() {
          const reports = await reportsIn(dir);
          if (reports.length === 0) return null;
          const places = placesOf(await filesBelow(dir));
          const tests: ReportedOutcome[] = [];
          for (const path of reports) {
            const text = await readOrdinary(join(dir, path), { within: dir, maxBytes: MAX_BYTES });
            if (text === null) throw new AdapterError('REPORT_UNREADABLE', `the report ${path} is gone or no plain file any more`);
            tests.push(...parseJunit(text, dir).tests.map((test) => outcomeOf(test, places(test.className, path))));
          }
          return { tool: { name: 'JUnit', version: 'unknown' }, tests, coverage: null, coverageReason: 'no report of JaCoCo was left' };
        },
      };
    },
  };
}

async function reportsIn(dir: string): Promise<string[]> {
  return (await filesBelow(dir)).filter((path) => REPORT.test(path));
}

function outcomeOf({ className, name, status, durationMs, said }: JunitCase, file: string | null): ReportedOutcome {
  // `org.demo.SignTest$Inside`; `adds()`, `rows{int}[1]` and `rows(int)[1]` are `adds` and rows of `rows`, which have one name.
  const owners = (className.split('.').at(-1) ?? '').split('$').filter((owner) => owner !== '' && owner !== name);
  const line = file === null || said === null ? null : lineIn(said, posix.basename(file));
  return { name: [...owners, name.replace(/^([\w$]+)[({[].*$/s, '$1')], file, status, durationMs, message: said, line };
}

/** The innermost place of the test's own file in a stack. */
function lineIn(stack: string, file: string): number | null {
  const line = new RegExp(String.raw`\(${RegExp.escape(file)}:(\d{1,7})\)`).exec(stack)?.[1];
  return line === undefined ? null : Number(line);
}

/** The file that declares a class, by its package: of several the one nearest to the report. */
function placesOf(files: readonly string[]): (className: string, report: string) => string | null {
  const sources = Map.groupBy(
    files.filter((path) => /\.(java|kt|groovy)$/.test(path)),
    (path) => posix.basename(path).replace(/\.\w+$/, ''),
  );
  return (className, report) => {
    const path = (className.split('$')[0] ?? '').replaceAll('.', '/');
    const same = (sources.get(posix.basename(path)) ?? []).filter((file) => file.replace(/\.\w+$/, '').endsWith(path));
    return same.toSorted((a, b) => shared(b, report) - shared(a, report))[0] ?? null;
  };
}

function shared(a: string, b: string): number {
  const [one, two] = [a.split('/'), b.split('/')];
  const end = one.findIndex((part, index) => part !== two[index]);
  return end === -1 ? one.length : end;
}

const PREFERRED = /(^|\/)src\/test\/java\//;

/** A class of its own beside a test, called like it, with its licence: what a build asks of every file is asked of this one. */
async function plantedTest(tree: Tree, nonce: string): Promise<Sentinel | null> {
  const candidates = tree.paths.filter((path) => path.endsWith('.java') && TEST_FILE.test(path));
  for (const path of candidates.toSorted((a, b) => Number(PREFERRED.test(b)) - Number(PREFERRED.test(a)))) {
    const text = (await tree.read(path)) ?? '';
    const style = STYLES.find(({ sign }) => sign.test(text));
    if (style === undefined || /\babstract\s+class\b/.test(text)) continue;
    const [, prefix = '', suffix = ''] = /^(Test)?.*?(Tests|TestCase|Test|ITCase|IT|Spec)?\.java$/.exec(posix.basename(path)) ?? [];
    const className = `${prefix}Planted${nonce}${prefix === '' ? suffix : ''}`;
    const header = /^\s*\/\*[^]*?\*\/\s*/.exec(text)?.[0] ?? '';
    const inPackage = /^\s*package\s+[\w.]+\s*;/m.exec(text)?.[0].trim() ?? '';
    const name = `testPlanted${nonce}`;
    const body = `${style.annotation}public void ${name}() {\n        throw new AssertionError("planted");\n    }\n`;
    return {
      path: posix.join(posix.dirname(path), `${className}.java`),
      name,
      text: `${header}${inPackage}\n\npublic class ${className}${style.extends} {\n    ${body}}\n`,
    };
  }
  return null;
}

/** Of a JUnit that is there, as a test beside it uses it. */
const STYLES = [
  { sign: /\borg\.junit\.jupiter\b/, annotation: '@org.junit.jupiter.api.Test\n    ', extends: '' },
  { sign: /\borg\.testng\b/, annotation: '@org.testng.annotations.Test\n    ', extends: '' },
  { sign: /\borg\.junit\b/, annotation: '@org.junit.Test\n    ', extends: '' },
  { sign: /\bjunit\.framework\b/, annotation: '', extends: ' extends junit.framework.TestCase' },
];
