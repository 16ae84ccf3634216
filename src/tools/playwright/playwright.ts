import { hookSource } from '../hook-source.ts';
import { javaScriptSources } from '../javascript-sources.ts';
import { PASS_OVER, plantedPlace } from '../planted-test.ts';
import { prepareWithEvents } from '../prepare-with-events.ts';
import { probeOf } from '../probe.ts';
import type { TestTool } from '../tool.ts';
import { PLAYWRIGHT_HOOK } from './hook-source.ts';

/** Playwright's default pattern. */
const TEST_FILE = /[^/]\.(test|spec)\.[cm]?[jt]sx?$|(^|\/)(test|spec)\.[cm]?[jt]sx?$/;

/** What people name in `testMatch`, by its folder or by its name. */
const OTHER_TEST_FILE = /(^|\/)(tests?|specs?|e2e|playwright)\/.*\.[cm]?[jt]sx?$|\.(e2e|e2e-spec|pw|play|ct)\.[cm]?[jt]sx?$/;

/** Playwright Test under an unchanged command. */
export function playwright(): TestTool {
  const isTestFile = (path: string) => TEST_FILE.test(path);
  return {
    runner: 'playwright',
    countedByProcess: true,
    sources: javaScriptSources,
    isTestFile,
    async sentinel(tree, nonce) {
      // Beside those of another name nobody knows which pattern a new one has to fit: there it goes into one of them.
      const place =
        (await plantedPlace({ tree, nonce, isTestFile })) ??
        (await plantedPlace({ tree, nonce, isTestFile: (path) => OTHER_TEST_FILE.test(path), isAlone: () => true }));
      if (place === null) return null;
      const name = `jidoka sentinel ${nonce}`;
      const { load, test } = partsOf(nonce);
      const text = `${load}\n(${test})('${name}', () => {\n  throw new Error('planted');\n});\n`;
      return { path: place.path, name, text: place.existing === '' ? PASS_OVER + text : `${place.existing}\n${text}` };
    },
    probe(nonce) {
      const { load, test, expect } = partsOf(`${nonce}_probe`);
      return probeOf(nonce, { before: `${load} `, test: `(${test})`, expect });
    },
    prepare: (request) =>
      prepareWithEvents(request, {
        runner: 'playwright',
        preload(nodeOptions) {
          const { dir, folder, planting } = request;
          return hookSource({ dir, folder: folder.path, nodeOptions, plant: planting, body: PLAYWRIGHT_HOOK });
        },
      }),
  };
}

/** Hooks of a file may ask for what only its own extended `test` has, and then take no other beside it. */
function partsOf(nonce: string): { readonly load: string; readonly test: string; readonly expect: string } {
  const library = `planted_${nonce.replaceAll(/\W/g, '')}`;
  return {
    load: `import * as ${library} from '@playwright/test';`,
    test: `typeof test === 'function' && typeof test.extend === 'function' ? test : ${library}.test`,
    expect: `${library}.expect`,
  };
}
