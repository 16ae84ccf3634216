import { posix } from 'node:path';
import { CONFIG_PATH } from '../config/load.ts';
import { NOT_ASKED } from '../domain/verdict.ts';
import { virtualEnvironmentStamp } from '../platform/python-environment.ts';
import { PASSED } from '../platform/sandbox.ts';
import { type Answering, answering, isAnswer, type KeyParts } from './cache.ts';
import { type Bench, type Judging, type Memory, openJudging } from './judging.ts';
import type { KeptGate, KeptGateConditions } from './kept-gates.ts';
import type { KeptStore } from './kept-store.ts';
import type { LocalPackages, LookAtPackages } from './local-packages.ts';
import { checkerNamed } from './policy.ts';
import type { GateResult } from './run-gate.ts';
import type { CheckRequest, Subject } from './subject.ts';

export interface SubjectRequest extends Pick<CheckRequest, 'only' | 'toolchain' | 'signal' | 'onChecker' | 'onActivity'> {
  readonly subject: Subject;
  /** Null: every checker is executed, and nothing is kept. */
  readonly store: KeptStore | null;
  readonly packages: LookAtPackages | null;
}

export interface Judged {
  readonly answer: KeptGate;
  /** How long it took to install the dependencies, or to copy what is kept of them, milliseconds. */
  readonly installMs: number;
  /** Under which the whole answer may count again; null when it may not. */
  readonly conditions: KeptGateConditions | null;
}

/** Judges a tree against its base: each checker is executed, or answered from what is kept of it. */
export async function judgeSubject(bench: Bench, request: SubjectRequest): Promise<Judged> {
  const { subject, store, signal, onChecker } = request;
  const { base, tree, history, isNothing } = subject;
  const memory = { recall: recalling(request), packages: request.packages };
  await using judging = await openJudging(bench, {
    base: base.commit,
    tree,
    workOrder: null,
    history,
    signal,
    onActivity: request.onActivity,
    memory,
  });
  const { change, policy, refused } = judging;
  const only = request.only?.map((name) => checkerNamed(name, policy.joined).id);
  const common = {
    policy: { digest: policy.digest, phase: policy.config.phase, source: policy.source },
    addsPolicy: change.files.some(({ path, status }) => path === CONFIG_PATH && status === 'added'),
  };
  const unasked = (outcome: 'red' | 'undecided', reasons: readonly string[]): Judged => ({
    answer: { ...common, gate: withoutCheckers(outcome, reasons) },
    installMs: 0,
    conditions: null,
  });
  if (refused.length > 0) return unasked('red', refused);
  if (isNothing) return unasked('undecided', ['nothing is staged']);
  if (change.files.length === 0) return unasked('undecided', [`the change is empty: nothing differs from the base ${change.base}`]);
  const packages = (await request.packages?.(packageFolders(judging))) ?? null;
  const answers = store === null ? null : answersOf(bench, { judging, store, toolchain: request.toolchain, packages });
  const gate = await judging.run({
    judges: ['change'],
    ...(only === undefined ? {} : { only }),
    events: async () => [],
    async perform(run, proceed) {
      onChecker?.(run.id, 'started');
      const ran = await (answers === null ? proceed() : answers.perform(run, proceed));
      onChecker?.(run.id, 'finished');
      return ran;
    },
  });
  const usesLocalModules = answers?.usesLocalModules() ?? judging.workspaces.usesLocalModules();
  const counts = gate.checkers.every((result) => isAnswer(result) || result.reason === NOT_ASKED);
  const { env } = policy.config;
  return {
    answer: { ...common, gate, usesLocalModules },
    installMs: Math.round(judging.workspaces.installingMs()),
    conditions: counts ? { environment: [...PASSED, ...env], localModules: usesLocalModules ? packages : null } : null,
  };
}

/** What programs have said counts as long as the programs of this machine are what they were, and may see what they saw. */
function recalling({ store, toolchain }: Pick<SubjectRequest, 'store' | 'toolchain'>): Memory['recall'] {
  if (store === null) return () => (_, ask) => ask();
  return (surroundings) => async (program, ask) => {
    const key = store.digest({ toolchain, surroundings, program });
    const kept = await store.read<string>('version', key);
    if (kept !== null) return kept;
    const said = await ask();
    if (said !== null) await store.write('version', key, said);
    return said;
  };
}

/** The folders beside whose manifests packages are installed. */
export function packageFolders({ policy }: Judging): string[] {
  return policy.project.manifests.map((path) => posix.dirname(path));
}

export interface AnswersRequest {
  readonly judging: Judging;
  readonly store: KeptStore;
  readonly toolchain: KeyParts;
  readonly packages: LocalPackages | null;
}

/** What is kept of each checker in this change. */
export function answersOf({ callerEnv, repository: { root } }: Bench, { judging, store, toolchain, packages }: AnswersRequest): Answering {
  const { change, policy, sandbox, workspaces } = judging;
  const variables = [...PASSED, ...policy.config.env].map((name) => [`environment ${name}`, store.digest(callerEnv[name] ?? null)]);
  return answering({
    store,
    change,
    policyDigest: policy.digest,
    surroundings: {
      ...toolchain,
      sandbox,
      'installed packages': packages?.stamp ?? 'none',
      'virtual environment': virtualEnvironmentStamp(callerEnv, root),
      ...Object.fromEntries(variables),
    },
    usesLocalModules: () => workspaces.usesLocalModules(),
  });
}

/** A gate that no checker was asked in. */
export function withoutCheckers(outcome: 'red' | 'undecided', reasons: readonly string[]): GateResult {
  return {
    outcome,
    isPartial: false,
    checkers: [],
    coverage: { inScope: 0, examined: 0, unexamined: [], unsupported: [] },
    notBuilt: [],
    reasons,
    failing: [],
  };
}
