import type { TestLine } from '../../rig/line.ts';
import type { TestRepository } from '../../rig/repository.ts';

/** Somebody at their own repository. */
export interface Person extends Pick<TestRepository, 'root' | 'git' | 'write' | 'commit'> {
  /** A file outside that nothing makes unless a trick works. */
  readonly witness: string;
}

/** An agent at work, with every right that a process of its user has. */
export interface CapturedAgent extends Pick<TestRepository, 'write' | 'git'> {
  readonly workspace: string;
  readonly witness: string;
  /** The person's repository, which is none of its business. */
  readonly root: string;
  /** And the line itself, for what others do meanwhile. */
  readonly line: TestLine;
}

/** What is left of a finished run that released nothing: its commit on main, the attestation, the ledger, the build. */
export interface Attested {
  readonly line: TestLine;
  readonly commit: string;
}
