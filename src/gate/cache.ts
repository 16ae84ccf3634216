import type { Change } from '../domain/change.ts';
import type { CheckerResult, Verdict } from '../domain/verdict.ts';
import type { KeptStore } from './kept-store.ts';
import type { CheckerRun, CheckerRunResult } from './run-checker.ts';

/** What an answer was made of, by names a person reads; each a short word or a digest. */
export type KeyParts = Readonly<Record<string, string>>;

export interface AnswerScope {
  readonly store: KeptStore;
  readonly change: Pick<Change, 'baseTree' | 'tree'>;
  readonly policyDigest: string;
  /** Jidoka's version, Node's, the platform, the sandbox level and everything of the environment a command may see. */
  readonly surroundings: KeyParts;
  /** Has the person's own installation taken part by now? Then an answer was given with it. */
  readonly usesLocalModules: () => boolean;
}

/** An answer that is kept, and what it was made of. */
export interface KeptAnswer {
  readonly parts: KeyParts;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly verdict: Verdict;
}

interface Kept {
  readonly result: CheckerResult;
  readonly examined: readonly string[];
  readonly ignored: readonly string[];
  readonly usesLocalModules: boolean;
}

/** Parts that name a tree of git: their difference can be shown. */
export const TREE_PARTS = { base: 'base tree', judged: 'judged tree' } as const;

/**
 * Everything an answer may depend on. A checker is handed the whole of both trees, and most run code of the repository, which may read
 * whatever it likes: so both trees count, as do all options, tools and variables.
 */
function keyParts(
  { checker, mode, options, capabilities }: CheckerRun,
  { store, change, policyDigest, surroundings }: AnswerScope,
): KeyParts {
  const { passed, found, left } = capabilities.history;
  return {
    'checker version': String(checker.version),
    mode,
    options: JSON.stringify(options),
    policy: policyDigest,
    [TREE_PARTS.base]: change.baseTree,
    [TREE_PARTS.judged]: change.tree,
    waivers: store.digest(capabilities.waivers),
    ...(checker.needs.includes('history') ? { history: store.digest([passed, found, left]) } : {}),
    ...(checker.needs.includes('today') ? { day: capabilities.today } : {}),
    ...surroundings,
  };
}

export interface Answering {
  /** Answers a checker from an earlier run over the very same parts, and says so. */
  perform(run: CheckerRun, proceed: () => Promise<CheckerRunResult>): Promise<CheckerRunResult>;
  /** What an answer to this would be made of, the verdict that is kept of exactly that, and the last that is kept at all. */
  look(run: CheckerRun): Promise<{ readonly parts: KeyParts; readonly kept: Verdict | null; readonly last: KeptAnswer | null }>;
  /** Has the person's own installation taken part, now or when an answer was given that counts again? */
  usesLocalModules(): boolean;
}

/** Only verdicts that say something about the change are kept: what errored or was cut off is asked again. */
export function answering(scope: AnswerScope): Answering {
  const { store } = scope;
  let replayedLocal = false;
  return {
    usesLocalModules: () => replayedLocal || scope.usesLocalModules(),
    async look(run) {
      const parts = keyParts(run, scope);
      const kept = await store.read<Kept>('answer', { id: run.id, parts });
      return { parts, kept: kept?.result.verdict ?? null, last: await store.read<KeptAnswer>('last', run.id) };
    },
    async perform(run, proceed) {
      const parts = keyParts(run, scope);
      const key = { id: run.id, parts };
      const kept = await store.read<Kept>('answer', key);
      if (kept !== null) {
        replayedLocal ||= kept.usesLocalModules;
        return { result: { ...kept.result, cached: true }, examined: new Set(kept.examined), ignored: new Set(kept.ignored) };
      }
      const ran = await proceed();
      const { result } = ran;
      if (!isAnswer(result)) return ran;
      await store.write('answer', key, {
        result,
        examined: [...ran.examined],
        ignored: [...ran.ignored],
        usesLocalModules: scope.usesLocalModules(),
      } satisfies Kept);
      await store.write('last', run.id, { parts, keptAt: run.clock.now(), verdict: result.verdict } satisfies KeptAnswer);
      return ran;
    },
  };
}

export function isAnswer({ verdict }: CheckerResult): boolean {
  return verdict === 'passed' || verdict === 'failed' || verdict === 'not-applicable';
}
