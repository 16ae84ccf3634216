import type { ExecResult } from '../platform/exec.ts';

export interface CheckoutCommand {
  /** A shell command of the base commit's policy, or a program with its arguments. */
  readonly command: string | readonly [string, ...string[]];
  /** For messages; absent: the command itself. */
  readonly name?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The policy's services run beside it. AdapterError when one does not become ready. */
  readonly withServices?: boolean;
  /** Default: 15 minutes. */
  readonly timeoutMs?: number;
  /** Ends it before its time. */
  readonly signal?: AbortSignal;
  /** Folders outside the checkout that it may write to, such as that of a report. */
  readonly writable?: readonly string[];
  /** Its program is none that lies where a change may have put it. */
  readonly isOfMachine?: true;
}

/** A private, writable copy of a tree on disk in which untrusted commands run, each in the sandbox. */
export interface Checkout {
  readonly dir: string;
  /** Where its installed packages lie on disk, under the paths they have in `dir`: there they may only be while a command runs. Absent: in `dir`. */
  readonly modulesFrom?: string;
  exec(command: CheckoutCommand): Promise<ExecResult>;
}

/** One command of the build and how it went. */
export interface BuildStep {
  readonly name: 'install' | 'prepare' | 'build';
  readonly command: string;
  readonly result: ExecResult;
}

export interface Build {
  /** There are dependencies, installed for this build or kept from an earlier one. */
  readonly hasDependencies: boolean;
  /** The commands that ran, in order; the first that fails is the last. Empty: there was nothing to build. */
  readonly steps: readonly BuildStep[];
  readonly succeeded: boolean;
}

/** A package that a changed lockfile would install otherwise than the base commit's, or from a place nobody named. */
export interface LockfileFault {
  /** The lockfile. */
  readonly path: string;
  /** `name@version`; the path of a lockfile that cannot be read. */
  readonly package: string;
  /** Names both values. */
  readonly message: string;
}

export type Side = 'base' | 'head';

/** The trees on disk. Each is made at most once a gate, when first asked for. */
export interface Workspaces {
  /** What is wrong with the changed lockfiles. Unless there is nothing, `head` is not installed. */
  lockfileFaults(): Promise<readonly LockfileFault[]>;
  /**
   * A clean checkout with its dependencies installed, before any build: for linters. One for each side, shared.
   * AdapterError when the dependencies cannot be installed.
   */
  checkout(side: Side): Promise<Checkout>;
  /** The same for a command that writes into it: a new one with every call. */
  fresh(side: Side): Promise<Checkout>;
  /** A new one with every call, in which nothing is installed: for programs that read the tree alone. */
  bare(side: Side): Promise<Checkout>;
  /** Builds a side in a checkout of its own. The output of `head` is frozen by digest and is what a release starts. */
  build(side: Side): Promise<Build>;
  /** Which of these files a side's build, or its installation, writes, makes or takes away. AdapterError when the build failed. */
  builtOver(side: Side, paths: readonly string[]): Promise<readonly string[]>;
  /** A fresh copy of the built side to run tests in and write to: a new one with every call. AdapterError when the build failed. */
  testbed(side: Side): Promise<Checkout>;
}
