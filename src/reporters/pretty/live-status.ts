import type { Event, Stage } from '../../domain/event.ts';
import { escape } from '../escape.ts';
import { fit } from './display-width.ts';
import { count } from './quantity.ts';

interface RunningChecker {
  readonly name: string;
  /** Wall clock, milliseconds. */
  readonly since: number;
}

/** What goes on right now, as far as the events say. */
export interface LiveStatus {
  /** Null when nothing does. */
  readonly stage: Stage | null;
  readonly since: number;
  readonly attempt: number;
  readonly running: readonly RunningChecker[];
  /** Checkers that ended at this gate, and the findings of theirs that block. */
  readonly ended: number;
  readonly findings: number;
  /** The candidate's share of the requests, percent; null before it gets any. */
  readonly percent: number | null;
  readonly looks: number;
}

export const IDLE: LiveStatus = { stage: null, since: 0, attempt: 0, running: [], ended: 0, findings: 0, percent: null, looks: 0 };

const DOING: Readonly<Record<Stage, string>> = {
  prepare: 'making a workspace',
  generate: 'the agent is at work',
  capture: 'capturing the change',
  gate: 'checking',
  repair: 'sending the findings back',
  attest: 'signing the verdicts',
  integrate: 'making the commit',
  release: 'releasing',
  close: 'closing the run',
};

/** `at`: wall clock of the event, milliseconds. */
export function foldStatus(status: LiveStatus, event: Event, at: number): LiveStatus {
  switch (event.type) {
    case 'stage.started':
      return { ...IDLE, stage: event.payload.stage, since: at, attempt: event.payload.attempt };
    case 'stage.finished':
      return status.stage === event.payload.stage ? IDLE : status;
    case 'checker.started': {
      const { number, checker } = event.payload;
      const name = `${number} ${checker}`;
      // Begun once more after a crash, it runs once.
      return { ...status, running: [...status.running.filter((other) => other.name !== name), { name, since: at }] };
    }
    case 'checker.finished': {
      const { number, checker, mode, blocking } = event.payload;
      const running = status.running.filter(({ name }) => name !== `${number} ${checker}`);
      return { ...status, running, ended: status.ended + 1, findings: status.findings + (mode === 'enforced' ? blocking : 0) };
    }
    // A release without a run has no stages.
    case 'deployment.started':
      return status.stage === null ? { ...IDLE, stage: 'release', since: at } : status;
    case 'traffic.shifted':
      return { ...status, percent: event.payload.percent };
    case 'watch.looked':
      return { ...status, looks: event.payload.look };
    case 'deployment.promoted':
    case 'deployment.rolled-back':
    case 'run.finished':
      return IDLE;
    // These are told by a line of their own and change nothing that goes on.
    case 'order.approved':
    case 'order.rejected':
    case 'key.created':
    case 'chain.sealed':
    case 'release.refused':
    case 'run.started':
    case 'run.resumed':
    case 'attempt.started':
    case 'attempt.finished':
    case 'attempt.interrupted':
    case 'change.captured':
    case 'change.refused':
    case 'gate.decided':
    case 'repair.requested':
    case 'attestation.signed':
    case 'change.integrated':
    case 'merge.awaited':
    case 'release.requested':
    case 'release.concluded':
    case 'release.attested':
    case 'candidate.ready':
    case 'deployment.breached':
    case 'incident.opened':
    case 'ticket.filed':
    case 'line.stopped':
    case 'line.resumed':
    case 'notice.sent':
    case 'factory.judged':
    case 'step.finished':
      return status;
    default:
      return event satisfies never;
  }
}

export interface StatusView {
  readonly now: number;
  readonly columns: number;
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/** The lines at the bottom of the screen, none wider than it; no colours. */
export function statusLines(status: LiveStatus, { now, columns }: StatusView): string[] {
  const { stage, since, attempt, running, ended, findings, percent, looks } = status;
  if (stage === null) return [];
  const passed = Math.max(0, now - since);
  const frame = FRAMES[Math.floor(passed / FRAME_MS) % FRAMES.length] ?? '';
  const parts = [
    DOING[stage],
    attempt > 0 ? `attempt ${attempt}` : '',
    ended > 0 ? `${count(ended, 'checker')} done` : '',
    findings > 0 ? count(findings, 'finding') : '',
    percent === null ? '' : `${percent} % of the requests on the new version`,
    looks > 0 ? `look ${looks}` : '',
    clock(passed),
  ];
  const below = running.map(({ name, since: began }) => `${escape(name)} ${clock(now - began)}`);
  return [`${frame} ${joined(parts)}`, ...(below.length === 0 ? [] : [`  ${joined(below)}`])].map((line) => fit(line, columns));
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function clock(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
}
