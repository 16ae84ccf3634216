import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { startTimeOf } from './process-group.ts';

/** The only way to chance. */
export interface Ids {
  /** A new name such as `run-mi4x2k1a-9f3c2e`: sorts by time, two at once differ. */
  next(prefix: string): string;
  /** Unguessable, 128 bits, hexadecimal. */
  nonce(): string;
}

export const systemIds: Ids = {
  next: (prefix) => `${prefix}-${Date.now().toString(36)}-${randomBytes(3).toString('hex')}`,
  nonce: () => randomBytes(16).toString('hex'),
};

/** This process, for a lease: the machine, the pid, and when it started, as pids are used again. */
export function processIdentity(): string {
  return `${hostname()} ${process.pid} ${startTimeOf(process.pid) ?? 'unknown'}`;
}

/** Is the process of an identity certainly dead? One on another machine is never certainly dead. */
export function isProcessDead(identity: string): boolean {
  const [host, pid, start] = identity.split(' ');
  if (host !== hostname() || start === 'unknown') return false;
  return startTimeOf(Number(pid)) !== start;
}
