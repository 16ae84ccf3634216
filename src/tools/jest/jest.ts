import { javaScriptSources } from '../javascript-sources.ts';
import { PASS_OVER, plantedPlace } from '../planted-test.ts';
import { probeOf } from '../probe.ts';
import type { ArgumentsByPreload } from '../preload-source.ts';
import { prepareWithPreload } from '../prepare-with-preload.ts';
import type { TestTool } from '../tool.ts';

/** Jest's default pattern. */
const TEST_FILE = /(^|\/)__tests__\/.*\.[cm]?[jt]sx?$|(^|\/|\.)(test|spec)\.[cm]?[jt]sx?$/;

const ARGUMENTS: ArgumentsByPreload = {
  // react-scripts and kcd-scripts run jest inside their own process and hand their arguments on.
  program: String.raw`[/\\](jest|jest-cli)[/\\]bin[/\\]jest\.js$|[/\\](react-scripts|kcd-scripts[/\\]dist)[/\\]scripts[/\\]test\.js$`,
  otherCommands: ['--init', '--showConfig', '--listTests', '--clearCache', '--version'],
  // When it bails, it leaves without a report: a planted test would end every honest run without an answer.
  report: ['--json', '--outputFile={report}', '--bail=0'],
  // Its reporters go on printing to standard error.
  reportUnlessChosen: { flag: '--reporters', add: [] },
  coverage: ['--coverage', '--coverageReporters=json', '--coverageDirectory={coverage}'],
  providers: [],
};

/** Jest under an unchanged command. */
export function jest(): TestTool {
  const isTestFile = (path: string) => TEST_FILE.test(path);
  return {
    runner: 'jest',
    sources: javaScriptSources,
    isTestFile,
    async sentinel(tree, nonce) {
      const place = await plantedPlace({ tree, nonce, isTestFile });
      if (place === null) return null;
      const name = `jidoka sentinel ${nonce}`;
      // Its functions are global in every module style, unless `injectGlobals` is off: then the name is unknown, which is no failed test.
      const text = `test('${name}', () => {\n  throw new Error('planted');\n});\n`;
      return { path: place.path, name, text: place.existing === '' ? PASS_OVER + text : `${place.existing}\n${text}` };
    },
    // Without global functions there is no probe. A file may have a `test` of its own.
    probe: (nonce) => probeOf(nonce, { test: 'globalThis.test?.', expect: 'globalThis.expect' }),
    prepare: (request) => prepareWithPreload(request, { runner: 'jest', arguments: ARGUMENTS }),
  };
}
