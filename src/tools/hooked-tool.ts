import type { TestRunner } from '../domain/project.ts';
import { hookSource } from './hook-source.ts';
import { javaScriptSources } from './javascript-sources.ts';
import { PASS_OVER, plantedPlace } from './planted-test.ts';
import { type EventRunner, prepareWithEvents } from './prepare-with-events.ts';
import { probeOf, type ProbeParts } from './probe.ts';
import type { TestTool } from './tool.ts';

export interface HookedRunner {
  readonly runner: TestRunner;
  readonly testFile: RegExp;
  /** Listens in the runner's own process: a body of `hookSource`. */
  readonly hook: string;
  /** Statements that give a test file the runner's function under that name. */
  load(name: string, isModule: boolean): string;
  /** A test's code that fails. */
  readonly failing: string;
  /** What else a file does that its tests run. */
  after?(name: string): string;
  /** Null where no test can be added to the end of any file. */
  readonly probe: Omit<ProbeParts, 'before'> | null;
  /** Where it writes something else than our events. */
  readonly outcomes?: EventRunner['outcomes'];
}

/** A runner for Node that has no reports to ask for, or none that names files: something of ours listens to it under an unchanged command. */
export function hookedTool({ runner, testFile, hook, load, failing, after, probe, outcomes }: HookedRunner): TestTool {
  const isTestFile = (path: string) => testFile.test(path);
  return {
    runner,
    countedByProcess: true,
    sources: javaScriptSources,
    isTestFile,
    async sentinel(tree, nonce) {
      const place = await plantedPlace({ tree, nonce, isTestFile });
      if (place === null) return null;
      const name = `jidoka sentinel ${nonce}`;
      const planted = `planted_${nonce.replaceAll(/\W/g, '')}`;
      const text = `${load(planted, place.isModule)}\n${planted}('${name}', ${failing});\n${after?.(planted) ?? ''}`;
      return { path: place.path, name, text: place.existing === '' ? PASS_OVER + text : `${place.existing}\n${text}` };
    },
    probe: (nonce) => (probe === null ? null : probeOf(nonce, probe)),
    prepare: (request) =>
      prepareWithEvents(request, {
        runner,
        ...(outcomes && { outcomes }),
        preload(nodeOptions) {
          const { dir, folder, planting } = request;
          return hookSource({ dir, folder: folder.path, nodeOptions, plant: planting, body: hook });
        },
      }),
  };
}

/** An expression for a package of the repository that a module and CommonJS alike can write; tests run in the folder of their project. */
export function packageOf(name: string): string {
  return `globalThis.process.getBuiltinModule('node:module').createRequire(globalThis.process.cwd() + '/')('${name}')`;
}
