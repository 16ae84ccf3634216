import { parseTestEvents, type TestEvent } from '../../formats/test-events/parse-test-events.ts';
import { failureLine } from '../failure-line.ts';
import { javaScriptSources } from '../javascript-sources.ts';
import { requireOption } from '../node-options.ts';
import { PASS_OVER, plantedPlace } from '../planted-test.ts';
import { type ArgumentsByPreload, preloadSource, type StartedRun, startedRun } from '../preload-source.ts';
import { probeOf } from '../probe.ts';
import { repositoryPath } from '../repository-path.ts';
import { noReport } from '../run-output.ts';
import type { ReportedOutcome, TestTool } from '../tool.ts';
import { reporterSource } from './reporter-source.ts';

/** What mocha runs by default, and what people name in `spec`. */
const TEST_FILE =
  /(^|\/)(tests?|specs?|__tests__)\/.*\.[cm]?[jt]sx?$|[.\-_](test|spec)s?\.[cm]?[jt]sx?$|(^|\/)(test|spec)s?\.[cm]?[jt]sx?$/;

const ARGUMENTS: Omit<ArgumentsByPreload, 'report'> = {
  program: String.raw`[/\\]mocha[/\\](bin[/\\]_?mocha(\.c?js)?|lib[/\\]cli[/\\]cli\.js)$`,
  otherCommands: ['init', '--help', '-h', '--version', '-V', '--list-interfaces', '--list-reporters'],
  // A report of its own says nothing of files; the coverage is counted in every process.
  reportUnlessChosen: { flag: '--reporter', add: [] },
  coverage: [],
  providers: [],
};

/** Mocha under an unchanged command. */
export function mocha(): TestTool {
  const isTestFile = (path: string) => TEST_FILE.test(path);
  return {
    runner: 'mocha',
    countedByProcess: true,
    sources: javaScriptSources,
    isTestFile,
    async sentinel(tree, nonce) {
      const place = await plantedPlace({ tree, nonce, isTestFile });
      if (place === null) return null;
      const name = `jidoka sentinel ${nonce}`;
      // Whatever the interface is, one of them is global; with `--ui exports` none is, and nothing is proven.
      const text = `;(${GLOBAL_TEST})('${name}', () => {\n  throw new Error('planted');\n});\n`;
      return { path: place.path, name, text: place.existing === '' ? PASS_OVER + text : `${place.existing}\n${text}` };
    },
    probe: (nonce) => probeOf(nonce, { before: ';', test: `(${GLOBAL_TEST})?.`, expect: 'globalThis.expect' }),
    async prepare({ dir, folder, command, counted, planting }) {
      const reporter = await folder.write('reporter.cjs', reporterSource());
      const nodeOptions = requireOption(`${folder.path}/preload.cjs`);
      const report = [`--reporter=${reporter}`, '--reporter-options', 'plannedReport={report}'];
      await folder.write(
        'preload.cjs',
        preloadSource({ ...ARGUMENTS, report, folder: folder.path, nodeOptions, measure: false, plant: planting }),
      );
      return {
        env: { NODE_OPTIONS: nodeOptions },
        async read(result) {
          const runs: StartedRun[] = [];
          const reports = new Map<string, string>();
          for await (const { name, text } of folder.texts('.', '.json')) {
            if (name.startsWith('run-')) runs.push(startedRun(text));
            else reports.set(name, text);
          }
          const [first] = runs;
          if (first === undefined) return null;
          const tests = runs.flatMap(({ id }) => {
            const events = reports.get(`report-${id}.json`);
            if (events === undefined) throw noReport(command, 'mocha', result);
            return parseTestEvents(events).map((event) => outcomeOf(dir, event));
          });
          return {
            tool: { name: 'mocha', version: first.version },
            tests,
            coverage: (await counted?.read()) ?? null,
            coverageReason: counted === null ? 'coverage was not asked for' : null,
          };
        },
      };
    },
  };
}

const GLOBAL_TEST = 'globalThis.it ?? globalThis.test';

function outcomeOf(dir: string, { name, file, status, durationMs, failure }: TestEvent): ReportedOutcome {
  const path = file === null ? null : repositoryPath(dir, file);
  const stack = failure?.stack ?? null;
  return {
    name: name.map((part) => part.replaceAll(`${dir}/`, '')),
    file: path,
    status,
    durationMs,
    message: failure?.message.replaceAll(`${dir}/`, '') ?? null,
    // Mocha takes the folder it runs in out of its stacks.
    line: failureLine(stack, file, path),
  };
}
