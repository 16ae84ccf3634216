import { z } from 'zod';
import { basePath, type ChangedFile } from '../../domain/change.ts';
import { AdapterError, InvariantError } from '../../domain/error.ts';
import { type Capabilities, type CheckContext, defineChecker } from '../checker.ts';
import { conventionOptions, holdAgainst } from './conventions.ts';
import { firstDifferences } from './first-differences.ts';
import { requireConfigured } from './require-configured.ts';
import { isUnplaced, say } from './say.ts';
import { unjudgedFiles } from './unjudged-files.ts';

type Linter = Capabilities['linters'][number];
type Answer = Awaited<ReturnType<Linter['lint']>>;
type Side = 'base' | 'head';

export default defineChecker({
  title: 'The linters and the formatter have nothing new to say',
  kind: 'programmatic',
  on: ['change'],
  needs: ['change', 'base', 'head', 'workspaces', 'linters', 'project'],
  version: 19,
  cost: 'cheap',
  parses: true,
  options: z.strictObject(conventionOptions),
  rules: {
    lint: {
      severity: 'error',
      title: 'A linter found a problem',
      remediation: 'Fix the code; where the rule is wrong for this project, change its configuration in an order of its own.',
    },
    format: {
      severity: 'error',
      title: 'A file is not formatted',
      remediation: 'Run the formatter of the repository on the file.',
    },
    'file-name': {
      severity: 'error',
      title: 'A new file is not called as files are here',
      remediation: 'Rename the file; `fileNames` in the options of style-and-convention has the style.',
    },
    'file-size': {
      severity: 'error',
      title: 'A file is, or grew, longer than files may be here',
      remediation: 'Move a part of the file to one of its own; `maxFileLines` in the options of style-and-convention has the limit.',
    },
  },
  async check(input) {
    const { change, base, head, workspaces, linters, signal, report, inScope, examined, ignored, used, measure, notApplicable } = input;
    if (linters.length === 0) throw new InvariantError('NO_LINTER', 'no linter was handed over: the embedded one is always there');
    nameUnread(input);
    const isHeld = await holdAgainst(input);
    const isHandled = (path: string) => linters.some((linter) => linter.handles(path));
    if (!isHeld && ![...base.paths, ...head.paths].some(isHandled))
      return notApplicable('neither the base tree nor the judged tree has a file that a linter at hand reads');
    const files = change.files.filter((file) => isPlainFile(file) && isHandled(file.path));
    inScope(files.map(({ path }) => path));
    const seen = new Set<string>();
    const leftOut = new Set<string>();
    let problemCount = 0;

    const due = linters
      .map((linter) => ({ linter, own: files.filter(({ path }) => linter.handles(path)) }))
      .filter(({ own }) => own.length > 0);
    const lint = async (linter: Linter, side: Side, paths: readonly string[]) => {
      const checkout = await workspaces.checkout(side);
      const answer = await linter.lint({ checkout, files: paths, signal });
      requireAbout(linter, paths, answer.problems);
      const atWork = side === 'head' ? due.map(({ linter: { name } }) => name) : [linter.name];
      await requireUntouched({ atWork, checkout, tree: side === 'head' ? head : base, files: paths });
      return answer;
    };
    // At the same time, as they only read and most of what each takes is its start.
    const asked = due.map(({ linter, own }) => {
      const paths = own.map(({ path }) => path);
      return { linter, own, answered: lint(linter, 'head', paths) };
    });
    // Whichever fails first in time, they are heard in order, and by then none of them is at work any more.
    await Promise.allSettled(asked.map(({ answered }) => answered));
    for (const { linter, own, answered } of asked) {
      const answer = await answered;
      requireReadable({ linter, files: own, problems: answer.problems });
      const { reproduce } = answer;
      const { true: unformatted = [], false: problems = [] } = Object.groupBy(answer.problems, (problem) => `${isUnplaced(problem)}`);
      say({ linter, side: 'head', problems, reproduce }, report);
      used(answer.tool);
      answer.examined.forEach((path) => seen.add(path));
      answer.ignored.forEach((path) => leftOut.add(path));
      requireNotHiddenAlong({ linter, change, files: own, ignored: answer.ignored });
      requireAccounted({ linter, files: own, accounted: new Set([...answer.examined, ...answer.ignored]) });
      problemCount += answer.problems.length;
      const before = filesBefore({ linter, change, files: own, answer });
      const isCompared = before.length > 0 && (answer.problems.length > 0 || answer.ignored.length > 0);
      const atBase = isCompared ? await lint(linter, 'base', before.map(basePath)) : null;
      if (atBase !== null) {
        requireStillSeen({ linter, files: before, ignored: answer.ignored, seenAtBase: atBase.examined });
        say({ linter, side: 'base', problems: atBase.problems, reproduce }, report);
      }
      const known = new Set(atBase?.problems.filter(isUnplaced).map(({ path }) => path));
      const fresh = own.filter((file) => !known.has(basePath(file)) && unformatted.some(({ path }) => path === file.path));
      const paths = fresh.map(({ path }) => path);
      const places = await firstDifferences({ linter, checkout: await workspaces.checkout('head'), tree: head, paths, signal });
      const placed = unformatted.map((problem) => ({ ...problem, range: places.get(problem.path) }));
      say({ linter, side: 'head', problems: placed, reproduce, isOfFile: true }, report);
    }
    await requireConfigured(input);
    examined(seen);
    // What one tool leaves out another may look at: only what all leave out is out of scope.
    ignored([...leftOut].filter((path) => !seen.has(path)));
    measure('lint-problems', problemCount, 'problems');
  },
});

function nameUnread({
  project: { unreadLinters = [] },
  caveat,
}: Pick<Capabilities, 'project'> & Pick<CheckContext<unknown, string>, 'caveat'>): void {
  if (unreadLinters.length > 0) caveat(`the repository also lints by ${unreadLinters.join(', ')}, which is not asked`);
}

/** Neither deleted nor a symlink nor a gitlink. */
function isPlainFile({ status, newMode }: ChangedFile): boolean {
  return status !== 'deleted' && newMode.startsWith('100');
}

/** Those of base that the linter is asked about: what was there of these files, and what is gone, as a problem of a new file may come from there. */
function filesBefore({
  linter,
  change,
  files,
  answer,
}: {
  readonly linter: Linter;
  readonly change: Capabilities['change'];
  readonly files: readonly ChangedFile[];
  readonly answer: Answer;
}): readonly ChangedFile[] {
  const isAsked = new Set(files);
  const isOfNew = files.some(({ path, status }) => status === 'added' && answer.problems.some((problem) => problem.path === path));
  return change.files.filter(
    (file) =>
      file.status !== 'added' &&
      file.oldMode.startsWith('100') &&
      linter.handles(basePath(file)) &&
      (isAsked.has(file) || (isOfNew && file.status === 'deleted')),
  );
}

/** What counts as left out is what the base commit's configuration leaves out: a change cannot take its files out of sight. */
function requireStillSeen({
  linter,
  files,
  ignored,
  seenAtBase,
}: {
  readonly linter: Linter;
  readonly files: readonly ChangedFile[];
  readonly ignored: readonly string[];
  readonly seenAtBase: readonly string[];
}): void {
  // By its own path: a file that moved into a folder that was left out all along is hidden by nobody.
  const hidden = files.filter(({ path }) => ignored.includes(path) && seenAtBase.includes(path));
  if (hidden.length === 0) return;
  const names = hidden
    .map(({ path }) => path)
    .slice(0, 5)
    .join(', ');
  throw new AdapterError('LINT_HIDDEN', `the change makes ${linter.name} leave out ${names}, which it looked at before`, {
    hint: 'change what a tool ignores in an order of its own, merged first',
  });
}

const IGNORE_FILE = /(^|\/)\.\w*ignore$/;

/** A new file has no base to compare with: one that is left out while the same change writes what is left out may hide there. */
function requireNotHiddenAlong({
  linter,
  change,
  files,
  ignored,
}: {
  readonly linter: Linter;
  readonly change: Capabilities['change'];
  readonly files: readonly ChangedFile[];
  readonly ignored: readonly string[];
}): void {
  const lists = change.files.filter(({ path, status }) => status !== 'deleted' && IGNORE_FILE.test(path)).map(({ path }) => path);
  const hidden = files.filter(({ path, status }) => status === 'added' && ignored.includes(path)).map(({ path }) => path);
  if (lists.length === 0 || hidden.length === 0) return;
  throw new AdapterError(
    'LINT_HIDDEN',
    `${linter.name} leaves out ${hidden.slice(0, 5).join(', ')}, which the change adds together with ${lists.slice(0, 5).join(', ')}`,
    { hint: 'change what a tool ignores in an order of its own, merged first' },
  );
}

/** Who speaks of a file that nobody asked about may have looked at others than those that count. */
function requireAbout({ name }: Linter, files: readonly string[], problems: readonly { readonly path: string }[]): void {
  const astray = problems.find(({ path }) => !files.includes(path));
  if (astray !== undefined)
    throw new AdapterError('LINT_ASTRAY', `${name} found something in ${astray.path}, about which it was not asked`);
}

/** A new file has no base to tell whose fault it is: nothing was found in it, as nothing was looked at. */
function requireReadable({
  linter,
  files,
  problems,
}: {
  readonly linter: Linter;
  readonly files: readonly ChangedFile[];
  readonly problems: Answer['problems'];
}): void {
  const isAdded = new Set(files.filter(({ status }) => status === 'added').map(({ path }) => path));
  const unread = problems.find(({ path, isUnreadable }) => isUnreadable === true && isAdded.has(path));
  if (unread === undefined) return;
  throw new AdapterError('LINT_UNREADABLE', `${linter.name} could not read ${unread.path}: ${unread.message}`, {
    hint: 'install what its configuration leads to, or leave the file out there',
  });
}

/** A file that was asked about and not spoken of is no file without problems. */
function requireAccounted({
  linter,
  files,
  accounted,
}: {
  linter: Linter;
  files: readonly ChangedFile[];
  accounted: ReadonlySet<string>;
}): void {
  const silent = files.filter(({ path }) => !accounted.has(path));
  if (silent.length > 0)
    throw new AdapterError(
      'LINT_INCOMPLETE',
      `${linter.name} said nothing about ${silent
        .map(({ path }) => path)
        .slice(0, 5)
        .join(', ')}`,
    );
}

async function requireUntouched({
  atWork,
  ...rest
}: { readonly atWork: readonly string[] } & Parameters<typeof unjudgedFiles>[0]): Promise<void> {
  const rewritten = await unjudgedFiles(rest);
  if (rewritten.length === 0) return;
  throw new AdapterError(
    'LINT_REWROTE',
    `${atWork.join(' or ')} rewrote ${rewritten.slice(0, 5).join(', ')}: what it judged is not the judged tree`,
    {
      hint: 'a linter that judges must not fix: switch fixing off in its configuration',
    },
  );
}
