import type { ChangeHistory } from '../domain/change-history.ts';
import type { PolicyOrigin } from '../domain/verdict.ts';
import { today } from '../platform/clock.ts';
import { virtualEnvironmentStamp } from '../platform/python-environment.ts';
import type { KeyParts } from './cache.ts';
import type { Bench } from './judging.ts';
import { type LocalPackages, type LookAtPackages, rememberPackages } from './local-packages.ts';
import type { KeptStore } from './kept-store.ts';
import type { GateResult } from './run-gate.ts';

/** The whole answer of a gate, without what the next one finds out for itself. */
export interface KeptGate {
  readonly gate: GateResult;
  readonly policy: PolicyOrigin;
  /** The change brings a policy of its own, which counts for what comes after it. */
  readonly addsPolicy?: boolean;
  /** The person's own installed packages took part: known by version, not by content. */
  readonly usesLocalModules?: boolean;
}

/** What only judging finds out that an answer depends on. */
export interface KeptGateConditions {
  /** Names of the variables that commands may see. */
  readonly environment: readonly string[];
  /** The person's own packages where they took part; null when they did not. */
  readonly localModules: LocalPackages | null;
}

interface Entry {
  readonly answer: KeptGate;
  readonly conditions: KeptGateConditions;
  readonly values: string;
}

export interface GateSubject {
  readonly bench: Pick<Bench, 'callerEnv' | 'repository' | 'clock' | 'useLocalDependencies'>;
  readonly store: KeptStore;
  /** Base commit. */
  readonly base: string;
  readonly tree: string;
  readonly history: ChangeHistory;
  readonly only: readonly string[] | null;
  readonly toolchain: KeyParts;
  readonly packages: LookAtPackages | null;
}

export interface KeptGates {
  read(): Promise<KeptGate | null>;
  write(answer: KeptGate, conditions: KeptGateConditions): Promise<void>;
}

/**
 * Whole gates by their base commit and judged tree: what follows from these two alone, policy and change first of all, need not be worked
 * out to know that the answer is the same. Beside them counts what each checker's own key has: Jidoka, programs, environment, packages.
 */
export function keptGates({ bench, store, base, tree, history, only, toolchain, packages }: GateSubject): KeptGates {
  const { callerEnv, repository, clock, useLocalDependencies } = bench;
  // Waivers run out with a day: with that of the moment before anything is judged.
  const day = today(clock);
  const virtualEnvironment = virtualEnvironmentStamp(callerEnv, repository.root);
  const key = { base, tree, history: store.digest(history), only, toolchain, virtualEnvironment, useLocalDependencies, day };
  const valuesOf = ({ environment }: KeptGateConditions) => store.digest(environment.map((name) => callerEnv[name] ?? null));
  const isMet = async ({ conditions, values }: Entry) => {
    if (values !== valuesOf(conditions)) return false;
    if (conditions.localModules === null) return true;
    return conditions.localModules.stamp === (await packages?.(conditions.localModules.folders))?.stamp;
  };
  return {
    async read() {
      const entry = await store.read<Entry>('gate', key);
      if (entry === null || !(await isMet(entry))) return null;
      const { gate, ...rest } = entry.answer;
      const checkers = gate.checkers.map((result) => (result.verdict === 'cancelled' ? result : { ...result, cached: true }));
      return { ...rest, gate: { ...gate, checkers } };
    },
    async write(answer, conditions) {
      await store.write('gate', key, { answer, conditions, values: valuesOf(conditions) } satisfies Entry);
      await rememberPackages(store, repository.root, conditions.localModules);
    },
  };
}
