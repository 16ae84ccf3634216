import type { WorkOrder } from '../../src/domain/work-order.ts';
import type { EventType } from '../../src/domain/event.ts';
import type { Outcome } from '../../src/domain/verdict.ts';
import type { ConfigParts } from '../rig/greeter.ts';
import type { Files } from '../rig/repository.ts';
import type { Attested, CapturedAgent, Person } from './play/actors.ts';
import type { Reached } from './play/stage.ts';

/** What the product promises; each trick tries to break one of them. */
export const PROMISES = {
  git: "Nothing of a repository or a workspace makes Jidoka's git run code or look away",
  capture: 'The whole change is judged, and nothing that is no change gets in',
  tests: 'Green says that the judged tests ran, that they pass, and that they are no weaker than before',
  lint: 'Green says that linters with the rules of the base commit looked at the changed files',
  policy: 'What decides about a change is read from the base commit, and only an approved order changes it',
  build: 'What was judged is what is built, tested, attested and released',
  dependencies: 'What is installed is what the lockfile of the judged tree says, from where base had it',
  evidence: 'Evidence that was forged, replayed, edited or rolled back counts for nothing',
  output: 'Text that others wrote is shown and never acted upon',
  secrets: "Untrusted code sees neither state, keys, other workspaces nor the person's HOME",
  network: 'Untrusted code reaches the network only where the policy says so',
  bounds: 'Untrusted code ends in time, with everything it started, and takes only so much',
} as const;

export type Promised = keyof typeof PROMISES;

/**
 * `prevented`: the trick has no effect. `detected`: it works as far as it goes, and is never green. `not-covered`: it gets
 * through; the case says why and shows that it does, so that the day it does not is seen.
 */
export type Cover = 'prevented' | 'detected' | 'not-covered';

export type Level = 'process' | 'bubblewrap';

interface Common {
  /** What is tried, in a few words; of an honest case what is done. */
  readonly title: string;
  readonly promise: Promised;
  /** Both levels when it says one; `honest`: no trick, and green. */
  readonly level: Cover | Readonly<Record<Level, Cover>> | 'honest';
  /** Why it is not covered somewhere. */
  readonly open?: string;
}

/** What a gate is expected to say: everything that blocks, and everything else that keeps it from green. */
export interface GateExpectation {
  readonly outcome: Outcome;
  /** `<checker> <rule> <path>` of each finding that blocks, sorted. Default: none. */
  readonly found?: readonly string[];
  /** Beginnings of the other reasons, in order. Default: none. */
  readonly reasons?: readonly string[];
  /** What untrusted code reached outside, where a level does not keep it from that. Default: nothing. */
  readonly reached?: readonly Reached[];
}

/** A change in a repository, judged by the gate as `jidoka check` does. */
export interface GateCase extends Common {
  readonly stage: 'gate';
  /** Over the greeter of test/rig; null takes a file away. */
  readonly base?: Files;
  readonly config?: ConfigParts;
  /** Files over the base, or what a person's machine looks like then. */
  readonly change: Files | ((person: Person) => void);
  readonly order?: Partial<WorkOrder>;
  readonly expect: GateExpectation | Readonly<Record<Level, GateExpectation>>;
}

/** An agent in its workspace; the line takes it from there. */
export interface RunCase extends Common {
  readonly stage: 'run';
  readonly base?: Files;
  readonly config?: ConfigParts;
  readonly agent: (agent: CapturedAgent) => void;
  /** What it does besides, once something is in the ledger. */
  readonly meanwhile?: { readonly after: EventType; readonly does: (agent: CapturedAgent) => void };
  /** With a target that is watched for two seconds. */
  readonly releases?: true;
  readonly expect: {
    readonly outcome: Outcome;
    /** Beginning of the run's reason. */
    readonly reason: string;
    /** What came into the branch, as `git diff --name-status`; null: nothing. */
    readonly merged: readonly string[] | null;
    /** Texts of files of the branch. */
    readonly holds?: Readonly<Record<string, string>>;
  };
}

/** A finished, attested run with which somebody tampers; then the program is asked. */
export interface EvidenceCase extends Common {
  readonly stage: 'evidence';
  readonly tamper: (attested: Attested) => void | Promise<void>;
  /** Arguments of the program. */
  readonly ask: readonly string[];
  /** What the JSON it answers must hold; of `reasons` the beginnings. */
  readonly expect: { readonly code: number; readonly answer: { readonly reasons?: readonly string[]; readonly [key: string]: unknown } };
}

/** Text of others, through every command and reporter that shows it. */
export interface OutputCase extends Common {
  readonly stage: 'output';
  readonly base?: Files;
  readonly change: Files;
  readonly expect: GateExpectation;
  /** What may not be in any output as it stands; the shown form of it that must be in some. */
  readonly acts: RegExp;
  readonly shown: string;
}

export type HostileCase = GateCase | RunCase | EvidenceCase | OutputCase;

/** Typed where it is written; a case is nothing but data. */
export function hostileCase<const T extends HostileCase>(one: T): HostileCase {
  return one;
}
