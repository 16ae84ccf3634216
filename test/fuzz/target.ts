import { InvariantError, JidokaError } from '../../src/domain/error.ts';
import type { Chance } from './chance.ts';

/** One reader of untrusted input, and what must hold for whatever it is given. */
export interface FuzzTarget {
  /** Codes of the errors it is documented to throw. Every other exception is a crash. */
  readonly refusals: readonly string[];
  open(): OpenTarget | Promise<OpenTarget>;
}

export interface OpenTarget {
  /** Makes one input and gives it to the reader; answers in a word what became of it. Says by `must` what may never be. */
  attempt(chance: Chance): string | Promise<string>;
  close?(): void | Promise<void>;
}

/** Something that must never happen did: a red that turned green, for example. */
class Broken extends Error {}

export function must(holds: boolean, what: string, ...detail: readonly unknown[]): void {
  if (!holds) throw new Broken([what, ...detail.map((one) => JSON.stringify(one)?.slice(0, 500))].join(' · '));
}

export interface Attempt {
  readonly kind: 'answered' | 'refused' | 'crashed' | 'broken';
  /** The answer's or the error's class. */
  readonly as: string;
  /** What a person needs to find the fault; empty where there is none. */
  readonly detail: string;
}

/** Gives a target the input that these decisions make. */
export async function attemptOnce({ refusals }: FuzzTarget, open: OpenTarget, chance: Chance): Promise<Attempt> {
  const made = await outcomeOf(refusals, open, chance);
  // A key such as __proto__ that got through would be seen by everything that runs after it.
  const dirty = prototypeNames().filter((name) => !CLEAN.includes(name));
  if (dirty.length === 0) return made;
  for (const name of dirty) Reflect.deleteProperty(Object.prototype, name);
  return { kind: 'broken', as: 'prototype polluted', detail: dirty.join(', ') };
}

async function outcomeOf(refusals: readonly string[], open: OpenTarget, chance: Chance): Promise<Attempt> {
  try {
    return { kind: 'answered', as: await open.attempt(chance), detail: '' };
  } catch (error) {
    if (error instanceof Broken) return { kind: 'broken', as: 'believed', detail: error.message };
    const isDocumented = error instanceof JidokaError && !(error instanceof InvariantError) && refusals.includes(error.code);
    if (isDocumented) return { kind: 'refused', as: error.code, detail: '' };
    const detail = error instanceof Error ? `${error.stack ?? error.message}` : String(error);
    return { kind: 'crashed', as: error instanceof Error ? error.name : typeof error, detail: detail.slice(0, 2000) };
  }
}

const prototypeNames = (): string[] => Object.getOwnPropertyNames(Object.prototype);
const CLEAN = prototypeNames();
