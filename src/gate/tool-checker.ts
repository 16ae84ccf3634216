import { z } from 'zod';
import { type AnyChecker, defineChecker } from '../checkers/checker.ts';
import type { SpelledTool } from '../config/known-tools.ts';
import { basePath } from '../domain/change.ts';
import { matchesGlob } from '../domain/matches-glob.ts';
import { quoted } from '../tools/run-program.ts';
import type { ReportingAnswer, ReportingTool } from '../tools/tool.ts';

export interface ToolCheckerOptions {
  readonly id: string;
  readonly tool: ReportingTool;
  readonly config: Pick<SpelledTool, 'command' | 'takesFiles' | 'files' | 'isKnown'>;
}

/** A program of the config as a checker: run on both sides, so that only what is new stops a change. */
export function toolChecker({ id, tool, config: { command, takesFiles, files: globs, isKnown } }: ToolCheckerOptions): AnyChecker {
  const reproduce = (path: string | null) =>
    typeof command === 'string' ? command : [...command, ...(takesFiles && path !== null ? [`./${path}`] : [])].map(quoted).join(' ');
  const isJudged = (path: string) => globs.some((glob) => matchesGlob(path, glob));
  return defineChecker({
    title: `The tool ${id} has nothing new to say`,
    kind: 'programmatic',
    on: ['change'],
    needs: ['change', 'base', 'head', 'workspaces'],
    version: 2,
    cost: 'cheap',
    // What it looked at is its word alone.
    parses: false,
    options: z.strictObject({}),
    rules: {
      finding: {
        severity: 'error',
        title: `${id} found a problem`,
        remediation: 'Fix what it says; where it may stay for now, a person may waive it.',
      },
    },
    async check({ change, base, head, workspaces, signal, report, inScope, examined, used, measure, notApplicable }) {
      if (![...base.paths, ...head.paths].some(isJudged))
        return notApplicable(`neither the base tree nor the judged tree has a file that tools.${id}.files matches`);
      // A file that is taken away can be what others miss.
      if (!change.files.some((file) => isJudged(file.path) || isJudged(basePath(file)))) return;
      const files = change.files
        .filter(({ path, status, newMode }) => status !== 'deleted' && newMode.startsWith('100') && isJudged(path))
        .map(({ path }) => path);
      const before = change.files
        .filter((file) => file.status !== 'added' && file.oldMode.startsWith('100') && isJudged(basePath(file)))
        .map(basePath);
      const checkout = (side: 'base' | 'head') => (isKnown ? workspaces.bare(side) : workspaces.fresh(side));
      inScope(files);
      const say = ({ problems }: ReportingAnswer, side: 'base' | 'head') => {
        for (const { code, message, path, ...rest } of problems)
          report('finding', { side, path: path ?? '.', code, message: `${message} (${id} ${code})`, reproduce: reproduce(path), ...rest });
      };
      const answer = await tool.judge({ checkout: await checkout('head'), files, named: files, signal });
      used(answer.tool);
      examined(answer.examined);
      measure('problems', answer.problems.length, 'problems');
      if (answer.cases !== undefined) {
        measure('ran', answer.cases.ran, 'test cases');
        measure('skipped', answer.cases.skipped, 'test cases');
      }
      say(answer, 'head');
      // What base has too is only of interest where there is something to compare with it.
      if (answer.problems.length > 0) say(await tool.judge({ checkout: await checkout('base'), files: [], named: before, signal }), 'base');
    },
  });
}
