import { javaScriptSources } from '../javascript-sources.ts';
import { PASS_OVER, plantedPlace } from '../planted-test.ts';
import { probeOf } from '../probe.ts';
import type { ArgumentsByPreload } from '../preload-source.ts';
import { prepareWithPreload } from '../prepare-with-preload.ts';
import type { TestTool } from '../tool.ts';

/** Vitest's default pattern. */
const TEST_FILE = /[^/]\.(test|spec)\.[cm]?[jt]sx?$|(^|\/)(test|spec)\.[cm]?[jt]sx?$/;

/** Where people put files that `include` of their configuration names, whatever they are called. */
const TEST_FOLDER = /(^|\/)__tests__\//;

const ARGUMENTS: ArgumentsByPreload = {
  program: String.raw`[/\\]vitest[/\\](vitest\.mjs|dist[/\\]cli(-wrapper)?\.js)$`,
  otherCommands: ['bench', 'init', 'list', 'complete'],
  report: ['--reporter=json', '--outputFile.json={report}'],
  reportUnlessChosen: { flag: '--reporter', add: ['--reporter=default'] },
  coverage: [
    '--coverage.enabled=true',
    '--coverage.reporter=json',
    '--coverage.reportsDirectory={coverage}',
    '--coverage.reportOnFailure=true',
  ],
  providers: [
    // Which of both only the configuration can say; of one alone it may say that there is none.
    { names: ['@vitest/coverage-v8', '@vitest/coverage-istanbul'], add: [] },
    { names: ['@vitest/coverage-v8'], add: ['--coverage.provider=v8'] },
    { names: ['@vitest/coverage-istanbul'], add: ['--coverage.provider=istanbul'] },
  ],
};

/** Vitest under an unchanged command. */
export function vitest(): TestTool {
  const isTestFile = (path: string) => TEST_FILE.test(path);
  return {
    runner: 'vitest',
    sources: javaScriptSources,
    isTestFile,
    async sentinel(tree, nonce) {
      const place = await plantedPlace({ tree, nonce, isTestFile: (path) => isTestFile(path) || TEST_FOLDER.test(path) });
      if (place === null) return null;
      const name = `jidoka sentinel ${nonce}`;
      const planted = `planted_${nonce.replaceAll(/\W/g, '')}`;
      const text = `import { test as ${planted} } from 'vitest';\n${planted}('${name}', () => {\n  throw new Error('planted');\n});\n`;
      return { path: place.path, name, text: place.existing === '' ? PASS_OVER + text : `${place.existing}\n${text}` };
    },
    probe(nonce) {
      const [library, test] = ['probing', 'probe'].map((word) => `${word}_${nonce.replaceAll(/\W/g, '')}`);
      // Type tests are found by calls of something called `test`, and pass without being run.
      const before = `import * as ${library} from 'vitest'; const { test: ${test} } = ${library}; `;
      return probeOf(nonce, { before, test: String(test), expect: `${library}.expect` });
    },
    prepare: (request) => prepareWithPreload(request, { runner: 'vitest', arguments: ARGUMENTS }),
  };
}
