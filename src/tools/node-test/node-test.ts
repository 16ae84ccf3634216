import { join, resolve } from 'node:path';
import type { NodeTest } from '../../formats/node-test-events/parse-node-test-events.ts';
import { parseNodeTestEvents } from '../../formats/node-test-events/parse-node-test-events.ts';
import { readOrdinary } from '../../platform/read-ordinary.ts';
import { quotedOption, requireOption } from '../node-options.ts';
import { failureLine } from '../failure-line.ts';
import { javaScriptSources } from '../javascript-sources.ts';
import { PASS_OVER, plantedPlace } from '../planted-test.ts';
import { probeOf } from '../probe.ts';
import { repositoryPath } from '../repository-path.ts';
import type { ReportedOutcome, TestTool } from '../tool.ts';
import { guardSource } from './guard-source.ts';
import { plantSource } from './plant-source.ts';
import { reporterSource } from './reporter-source.ts';

/** What `node --test` runs by default, and a few suffixes people add. */
const TEST_FILE = /(^|\/)(test\/.*|[^/]*[.\-_](test|spec)s?|test-[^/]*|tests?)\.[cm]?[jt]sx?$/;

/** node:test under an unchanged command: a reporter of ours and V8's coverage, both asked for by environment. */
export function nodeTest(): TestTool {
  return {
    runner: 'node:test',
    countedByProcess: true,
    sources: javaScriptSources,
    isTestFile: (path) => TEST_FILE.test(path),
    async sentinel(tree, nonce) {
      const place = await plantedPlace({ tree, nonce, isTestFile: (path) => TEST_FILE.test(path) });
      if (place === null) return null;
      const name = `jidoka sentinel ${nonce}`;
      const load = place.isModule ? `import { test as planted } from 'node:test';` : `const planted = require('node:test').test;`;
      // A block of its own cannot hold an import, so the name is one that no file has.
      const text = `${load}\nplanted('${name}', () => {\n  throw new Error('planted');\n});\n`.replaceAll(
        'planted',
        `planted_${nonce.replaceAll(/\W/g, '')}`,
      );
      return { path: place.path, name, text: place.existing === '' ? PASS_OVER + text : `${place.existing}\n${text}` };
    },
    // Asked of the process, as a module and CommonJS alike can.
    probe: (nonce) => probeOf(nonce, { test: `globalThis.process.getBuiltinModule?.('node:test')?.test` }),
    async prepare({ dir, folder, counted, planting }) {
      if (planting !== null) await folder.write('plant.cjs', plantSource({ dir, ...planting }));
      const nodeOptions = await reporterOptions({ dir, folder: folder.path, hasPlant: planting !== null });
      await folder.write('reporter.mjs', reporterSource({ nodeOptions }));
      // Beside what the reporter takes out again: it is for the processes of the tests too.
      const guard = requireOption(await folder.write('guard.cjs', guardSource()));
      return {
        env: { NODE_OPTIONS: `${guard} ${nodeOptions}` },
        async read() {
          const tests: ReportedOutcome[] = [];
          let version: string | null = null;
          for await (const { text } of folder.texts('.', '.ndjson')) {
            const run = parseNodeTestEvents(text);
            version = run.node;
            for (const test of run.tests) tests.push(outcomeOf(dir, test));
          }
          if (version === null) return null;
          return {
            tool: { name: 'node:test', version },
            tests,
            coverage: (await counted?.read()) ?? null,
            coverageReason: counted === null ? 'coverage was not asked for' : null,
          };
        },
      };
    },
  };
}

const MAX_MANIFEST_BYTES = 8 * 1024 * 1024;

/**
 * Ours writes files of its own; the second reporter keeps the command's output readable. Node wants as many destinations
 * as reporters, so a script that names a reporter gets its destination, where it gives none, from here.
 */
async function reporterOptions({
  dir,
  folder,
  hasPlant,
}: {
  readonly dir: string;
  readonly folder: string;
  readonly hasPlant: boolean;
}): Promise<string> {
  const scripts = (await readOrdinary(join(dir, 'package.json'), { within: dir, maxBytes: MAX_MANIFEST_BYTES })) ?? '';
  const quoted = (flag: string, path: string) => quotedOption(`--test-reporter${flag}`, path);
  const preload = hasPlant ? `${requireOption(join(folder, 'plant.cjs'))} ` : '';
  const ours = `${preload}${quoted('', join(folder, 'reporter.mjs'))} ${quoted('-destination', join(folder, 'unused'))}`;
  const hasReporter = /--test-reporter(?!-destination)/.test(scripts);
  const hasDestination = scripts.includes('--test-reporter-destination');
  if (hasReporter) return hasDestination ? ours : `${ours} --test-reporter-destination=stdout`;
  return `${ours} --test-reporter=spec --test-reporter-destination=stdout`;
}

function outcomeOf(dir: string, { name, file, status, durationMs, failure }: NodeTest): ReportedOutcome {
  return {
    // A file without tests of its own is named by its path, on older Nodes with the folder of this checkout.
    name: name.map((part) => part.replaceAll(`${dir}/`, '')),
    file: file === null ? null : repositoryPath(dir, resolve(dir, file)),
    status,
    durationMs,
    message: failure?.message.replaceAll(`${dir}/`, '') ?? null,
    line: failureLine(failure?.stack ?? null, file),
  };
}
