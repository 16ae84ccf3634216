import { javaScriptSources } from '../javascript-sources.ts';
import { PASS_OVER, plantedPlace } from '../planted-test.ts';
import { type ArgumentsByPreload, preloadSource } from '../preload-source.ts';
import { prepareWithEvents } from '../prepare-with-events.ts';
import { probeOf } from '../probe.ts';
import type { TestTool } from '../tool.ts';
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
      // `mocha` alone looks for `./test`: the files in that folder, or one of that name.
      const place = await plantedPlace({ tree, nonce, isTestFile, isAlone: (path) => /^test\.[cm]?js$/.test(path) });
      if (place === null) return null;
      const name = `jidoka sentinel ${nonce}`;
      // Whatever the interface is, one of them is global; with `--ui exports` none is, and nothing is proven.
      const text = `;(${GLOBAL_TEST})('${name}', () => {\n  throw new Error('planted');\n});\n`;
      return { path: place.path, name, text: place.existing === '' ? PASS_OVER + text : `${place.existing}\n${text}` };
    },
    probe: (nonce) => probeOf(nonce, { before: ';', test: `(${GLOBAL_TEST})?.`, expect: 'globalThis.expect' }),
    prepare: (request) =>
      prepareWithEvents(request, {
        runner: 'mocha',
        async preload(nodeOptions) {
          const { folder, planting } = request;
          const reporter = await folder.write('reporter.cjs', reporterSource());
          const report = [`--reporter=${reporter}`, '--reporter-options', 'plannedReport={report}'];
          return preloadSource({ ...ARGUMENTS, report, folder: folder.path, nodeOptions, measure: false, plant: planting });
        },
      }),
  };
}

const GLOBAL_TEST = 'globalThis.it ?? globalThis.test';
