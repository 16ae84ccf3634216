import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sandboxIn } from '../../test/rig/sandbox.ts';
import { createRepository, type Files } from '../../test/rig/repository.ts';
import { effectivePolicy } from '../config/effective-policy.ts';
import { NO_HISTORY } from '../domain/change-history.ts';
import type { Project } from '../domain/project.ts';
import type { CheckerResult, Verdict } from '../domain/verdict.ts';
import { NO_WAIVERS, type WaiverBook } from '../domain/waiver.ts';
import type { WorkOrder } from '../domain/work-order.ts';
import { runChecker } from '../gate/run-checker.ts';
import { changeHistory } from '../git/change-history.ts';
import { diffTrees } from '../git/diff.ts';
import { openRepository, prepareState, treeOf } from '../git/repository.ts';
import { ObjectReader, openTree } from '../git/tree.ts';
import { systemClock } from '../platform/clock.ts';
import { digestOf } from '../platform/keep-by-digest.ts';
import { askDefinitions } from '../tools/definitions/ask-definitions.ts';
import type { Advisors, Linter, TestSuite } from '../tools/tool.ts';
import { createWorkspaces } from '../workspace/workspaces.ts';
import type { AnyChecker } from './checker.ts';

/** A finding as a case names it: `rule path:line`, and its baseline state where it is not `new`. */
export interface ExpectedFinding {
  readonly rule: string;
  readonly path: string;
  readonly line?: number;
  readonly state?: 'unchanged' | 'absent';
}

export interface Case {
  readonly name: string;
  /** The base tree. */
  readonly base: Files;
  /** Commits on the way to head, each laid over the one before. */
  readonly between?: readonly Files[];
  /** Laid over the base; null takes a file away. */
  readonly head: Files;
  readonly workOrder?: Partial<WorkOrder>;
  readonly options?: unknown;
  readonly waivers?: WaiverBook;
  readonly expect?: { readonly findings?: readonly ExpectedFinding[]; readonly verdict?: Verdict; readonly reason?: RegExp };
}

export interface Cases {
  readonly clean: readonly Case[];
  readonly flagged: readonly Case[];
  /** A folder of programs that come before those of the machine. */
  readonly programs?: string;
  /** The tools a case's project gets; none by default. */
  readonly tools?: (project: Project) => {
    readonly linters?: readonly Linter[];
    readonly testSuite?: TestSuite | null;
    readonly advise?: Advisors;
  };
}

/** Runs a checker's cases through the real runner on real repositories; `url` is the test file's import.meta.url. */
export function testChecker(url: string, { clean, flagged, ...surroundings }: Cases): void {
  const folder = dirname(fileURLToPath(url));
  const title = basename(folder);
  describe(title, () => {
    describe('clean', () => {
      test.each(clean)('$name', async (example) => {
        const result = await runCase(folder, example, surroundings);
        expect(summary(result)).toEqual({
          verdict: example.expect?.verdict ?? 'passed',
          findings: (example.expect?.findings ?? []).map(line),
        });
        expect(result.reason ?? '').toMatch(example.expect?.reason ?? /^/);
      });
    });
    describe('flagged', () => {
      test.each(flagged)('$name', async (example) => {
        const result = await runCase(folder, example, surroundings);
        expect(summary(result)).toEqual({
          verdict: example.expect?.verdict ?? 'failed',
          findings: (example.expect?.findings ?? []).map(line),
        });
        expect(result.reason ?? '').toMatch(example.expect?.reason ?? /^/);
      });
    });
  });
}

function summary(result: CheckerResult) {
  return {
    verdict: result.verdict,
    findings: result.findings.map(({ rule, path, range, baselineState }) =>
      line({
        rule,
        path,
        ...(range === undefined ? {} : { line: range.startLine }),
        ...(isOld(baselineState) ? { state: baselineState } : {}),
      }),
    ),
  };
}

function isOld(state: string): state is 'unchanged' | 'absent' {
  return state === 'unchanged' || state === 'absent';
}

function line({ rule, path, line: number, state }: ExpectedFinding): string {
  return `${rule} ${path}${number === undefined ? '' : `:${number}`}${state === undefined ? '' : ` ${state}`}`;
}

/** One checker on one case; `folder` is the checker's. */
async function runCase(folder: string, example: Case, { programs, tools }: Pick<Cases, 'programs' | 'tools'>): Promise<CheckerResult> {
  const { default: checker } = (await import(join(folder, 'checker.ts'))) as { default: AnyChecker };
  const [, number = '0', id = ''] = /^(\d+)-(.+)$/.exec(basename(folder)) ?? [];
  using repo = createRepository(example.base);
  const { between = [] } = example;
  for (const files of between) repo.commit(files);
  const headCommit = repo.commit(example.head);
  const baseCommit = repo.git('rev-parse', `HEAD~${between.length + 1}`);
  const repository = await openRepository(repo.root);
  await prepareState(repository);
  await using reader = new ObjectReader(repository.ours);
  const [baseTree, headTree] = await Promise.all([treeOf(repository, baseCommit), treeOf(repository, headCommit)]);
  const [base, head] = await Promise.all([openTree(reader, baseTree), openTree(reader, headTree)]);
  const history =
    between.length === 0 ? NO_HISTORY : await changeHistory(repository, { base: baseCommit, head: headCommit, tree: headTree });
  const policy = await effectivePolicy({ configText: await base.read('.jidoka/config.yaml'), tree: base, checkerIds: [id] });
  const state = repository.stateDir;
  const PATH = [...(programs === undefined ? [] : [programs]), process.env['PATH']].join(delimiter);
  const sandbox = sandboxIn(state, { callerEnv: { ...process.env, PATH } });
  const signal = new AbortController().signal;
  await using workspaces = createWorkspaces({
    repository,
    base,
    head,
    project: policy.project,
    mayChange: example.workOrder?.mayChange ?? [],
    sandbox,
    dependencies: { dir: join(state, 'dependencies'), cache: join(state, 'package-cache'), sandbox, callerEnv: process.env, local: null },
    dir: join(state, 'workspaces', 'case'),
    artefacts: join(state, 'artefacts'),
    signal,
  });
  const { result } = await runChecker({
    number: Number(number),
    id,
    checker,
    mode: 'enforced',
    options: example.options ?? {},
    clock: systemClock,
    timeoutMs: 120_000,
    asideMs: () => 0,
    signal,
    capabilities: {
      change: await diffTrees(repository.ours, { base: baseCommit, baseTree, tree: headTree }),
      base,
      head,
      history: { ...history, read: async (object) => String(await reader.read(object)) },
      workOrder: example.workOrder === undefined ? null : { ...ORDER, ...example.workOrder },
      project: policy.project,
      protectedPaths: policy.protectedPaths,
      waivers: example.waivers ?? NO_WAIVERS,
      workspaces,
      mayRunCode: true,
      linters: tools?.(policy.project).linters ?? [],
      testSuite: tools?.(policy.project).testSuite ?? null,
      advise: tools?.(policy.project).advise ?? nobody,
      askDefinitions: askDefinitions({ sandbox, mayRunCode: true, keep: async (text) => digestOf(text) }),
      today: '2026-03-31',
      nonce: 'b5e6c1f0a9d84c6e',
      keepReport: async (text) => digestOf(text),
      events: [],
    },
  });
  return result;
}

const nobody: Advisors = () => {
  throw new Error('no program is there to be asked');
};

const ORDER: WorkOrder = {
  id: 'a-change',
  title: 'A change',
  kind: 'feature',
  scope: [],
  mayChange: [],
  description: '',
  criteria: [],
  digest: '0'.repeat(64),
};
