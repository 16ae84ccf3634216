import { posix } from 'node:path';
import { z } from 'zod';
import { AdapterError } from '../../domain/error.ts';
import type { Project } from '../../domain/project.ts';
import { matchesGlob } from '../../domain/matches-glob.ts';
import { defineChecker } from '../checker.ts';
import { reportCoverage } from './report-coverage.ts';
import { productionFiles } from './production-files.ts';
import { builtFiles, requireJudgedFiles, requireUntouched } from './judged-files.ts';
import { lintersAnswer, startsLintersAlone } from './linters-alone.ts';
import { leftOutOfCoverage } from './left-out-of-coverage.ts';
import { mayBeWaived } from './judged-run.ts';
import { reportMutants } from './report-mutants.ts';
import { reportNewTests } from './report-new-tests.ts';
import { reportTests } from './report-tests.ts';
import { RULES } from './rules.ts';
import { runBase } from './run-base.ts';
import { reportUnreached, runHead } from './run-head.ts';
import { proveByPlantedTest } from './sentinel.ts';
import { coverableFiles, isBelowTests, looksLikeTest } from './source-files.ts';

export default defineChecker({
  title: 'The tests ran, pass, and cover the change',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head', 'workOrder', 'project', 'protectedPaths', 'waivers', 'workspaces', 'testSuite', 'nonce'],
  version: 34,
  cost: 'expensive',
  parses: false,
  options: z.strictObject({
    threshold: z.number().min(0).max(100).default(80).describe('Percent of the changed lines that tests must run.'),
    coverage: z
      .enum(['required', 'when-available'])
      .default('when-available')
      .describe('`required`: a repository whose runner cannot measure coverage is red. Tests are judged either way.'),
    mutation: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe(
        'Percent of the mutants of the changed lines that tests must find. Needs Stryker (@stryker-mutator/core); absent: not asked.',
      ),
  }),
  rules: RULES,
  async check({ change, base, head, workOrder, project, protectedPaths, waivers, workspaces, testSuite, nonce, options, signal, ...say }) {
    const command = project.commands.test;
    if (command === undefined) {
      const test = [...head.paths, ...base.paths].find(looksLikeTest);
      if (test === undefined)
        return say.notApplicable('there is no test command, and neither the base commit nor the change has a test file');
      throw new AdapterError('NO_TEST_COMMAND', `there are tests (${test}) but no command that runs them: set commands.test`);
    }
    if (await startsLintersAlone({ project, base, head })) {
      const words = await lintersAnswer({ command, linters: project.testLinters ?? [], workspaces, signal });
      return say.notApplicable(words);
    }
    if (testSuite === null)
      throw new AdapterError(
        'UNKNOWN_TEST_RUNNER',
        `\`${command}\` ${await runnerOf(command, project, base)}, whose report cannot be read`,
      );
    const checkout = await workspaces.testbed('head');
    const production = await productionFiles(head, testSuite);
    const coverable = coverableFiles(change, { suite: testSuite, production });
    const isLeftOut = await leftOutOfCoverage(base);
    const files = coverable.filter(({ path }) => !isLeftOut(path));
    const sources = new Set(coverable.map(({ path }) => path));
    const built = await builtFiles(checkout, head);
    await requireJudgedFiles({
      built,
      tree: head,
      workspaces,
      isOwn: (path) => sources.has(path) || testSuite.isTestFile(path) || looksLikeTest(path) || isBelowTests(path),
      isSetting: (path) => posix.basename(path) === 'package.json' || protectedPaths.some((glob) => matchesGlob(path, glob)),
    });
    const report = await runHead({ checkout, workspaces, testSuite, command, change, head, signal }, say);
    await requireUntouched(built, sources);
    if (report === null) return undefined;
    report.tools.forEach(say.used);
    const before = await runBase({ workspaces, testSuite, command, signal, report: say.report });
    const run = { change, base, head, waivers, workspaces, testSuite, command, nonce, signal, report, before };
    const failures = await reportTests(run, say);
    if (report.missing !== null) {
      if (failures === 'none-new') throw report.missing;
      // A new failure may have ended the command before the rest of its runners; whoever waives it has not seen those.
      await reportUnreached(run, { error: report.missing, before: '' }, say);
    }
    // What has failed for certain needs no further proof; everything else does.
    if (failures === 'none-new' || mayBeWaived(run)) {
      await proveByPlantedTest(run);
      await reportNewTests({ ...run, workOrder, project, checkout, production }, say);
    }
    await reportCoverage({ ...run, files, options }, say);
    // Mutants say nothing where the tests themselves fail.
    if (options.mutation !== undefined && failures === 'none-new') await reportMutants({ ...run, files, threshold: options.mutation }, say);
  },
});

/** Which runner that is, where a manager runs the test script of package.json, as a person wrote it. */
async function runnerOf(command: string, { unreadTests }: Project, base: { read(path: string): Promise<string | null> }): Promise<string> {
  if (unreadTests.length > 0) return `runs tests with ${unreadTests.join(' and ')}`;
  if (!/^(npm|pnpm|yarn|bun)\b/.test(command)) return 'starts no runner that is known';
  const script = /"test"\s*:\s*"((?:[^"\\]|\\.){1,200})"/.exec((await base.read('package.json')) ?? '')?.[1];
  return script === undefined ? 'ends up in a runner' : `ends up in \`${script}\``;
}
