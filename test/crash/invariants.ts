import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf } from '../../src/pipeline/state-inventory.ts';
import { processesWith } from '../../src/platform/process-tree.ts';
import type { TestLine } from '../rig/line.ts';
import { orderId } from './greeter-line.ts';
import type { SeenEvent, StoreReader } from './store-reader.ts';
import { pidOf, targetState } from './victims.ts';

export interface Prompt {
  readonly at: number;
  readonly way: number;
}

/** What the agent wrote down each time it was asked. */
function promptsOf(line: TestLine): Prompt[] {
  return line.prompts().map((text) => {
    const [at = 0, way = 0] = text.split(' ').map(Number);
    return { at, way };
  });
}

/** The facts of a run in their order, without what differs from run to run and without the marks a crash leaves. */
export function shapeOf(run: readonly SeenEvent[]): string[] {
  const cutOff = run.flatMap(({ type, payload }) => (type === 'attempt.interrupted' ? [Number(payload.attempt)] : []));
  const rank = (attempt: number) => attempt - cutOff.filter((interrupted) => interrupted < attempt).length;
  return run.flatMap(({ type, payload }) => {
    const { attempt, stage, checker, verdict, outcome, strategy } = payload;
    if (type === 'run.resumed') return [];
    if (typeof attempt === 'number' && type !== 'repair.requested' && cutOff.includes(attempt)) return [];
    const said = [typeof attempt === 'number' ? rank(attempt) : undefined, stage, checker, verdict, outcome, strategy];
    return [[type, ...said.filter((part) => part !== undefined)].join(' ')];
  });
}

/** Facts that a deployment has at most one of. */
const ONCE = [
  'deployment.started',
  'deployment.promoted',
  'deployment.breached',
  'deployment.rolled-back',
  'incident.opened',
  'ticket.filed',
];

/** What must hold of a run that is over, whatever was killed on the way; each breach in words. */
export function breachesOf({
  store,
  run,
  shape,
}: {
  readonly store: StoreReader;
  readonly run: string;
  readonly shape: readonly string[] | null;
}) {
  return {
    /** Never two prompts for one attempt. */
    prompts(line: TestLine, order: number): string[] {
      const starts = store.events(run).flatMap(({ type, time }) => (type === 'attempt.started' ? [Date.parse(time)] : []));
      const asked = promptsOf(line).filter(({ way }) => way === order);
      const early = asked.filter(({ at }) => at < (starts[0] ?? Infinity)).length;
      const counts = starts.map((start, index) => asked.filter(({ at }) => at >= start && at < (starts[index + 1] ?? Infinity)).length);
      return [
        ...(early > 0 ? [`${early} prompts before any attempt`] : []),
        ...counts.flatMap((count, index) => (count > 1 ? [`attempt ${index + 1} was asked ${count} times`] : [])),
      ];
    },
    /** No event lost or doubled, and nothing happened that does not happen undisturbed. */
    events(): string[] {
      const seen = shapeOf(store.events(run));
      if (shape === null || seen.join('\n') === shape.join('\n')) return [];
      const at = seen.findIndex((fact, index) => fact !== shape[index]);
      return [
        `the run's events differ from the undisturbed run's at ${at}: ${seen[at]} instead of ${shape[at]} (${seen.length}, ${shape.length})`,
      ];
    },
    /** Never two releases for one deployment. */
    deployment(): string[] {
      const facts = store.events(`deployment-${run.replace(/^run-/, 'release-')}`);
      return ONCE.flatMap((type) => {
        const count = facts.filter((fact) => fact.type === type).length;
        return count > 1 ? [`${type} is there ${count} times`] : [];
      });
    },
  };
}

/** What is still there of what should be gone: processes beside the live release, workspaces, homes, registered groups. */
export async function remainsOf(line: TestLine): Promise<string[]> {
  const state = join(line.root, '.jidoka/state');
  const target = targetState(line.root);
  const live = () => processesWith(`JIDOKA_RELEASE=${target?.stable?.release.id}`);
  const isExpected = (process: string) => / supervise /.test(process) || live().includes(pidOf(process));
  let processes = line.processes().filter((process) => !isExpected(process));
  // What is being ended gets the time to end.
  for (let tries = 0; tries < 60 && processes.length > 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    processes = line.processes().filter((process) => !isExpected(process));
  }
  const left = (folder: string) =>
    existsSync(pathOf(state, folder)) ? readdirSync(pathOf(state, folder)).map((name) => `${folder}/${name}`) : [];
  return [
    ...processes.map((process) => `process ${process}`),
    ...['workspaces', 'homes', 'processes', 'target/homes'].flatMap(left),
    ...readdirSync(state).filter((name) => name.startsWith('index-')),
    ...left('artefacts').filter((name) => name.includes('new-')),
    ...left('target/releases').filter((name) => !name.endsWith(target?.stable?.release.id ?? '?')),
    ...readdirSync(temporaryOf(line)).map((name) => `tmp/${name}`),
  ];
}

/** Where the programs of a line put their temporary files. */
function temporaryOf(line: TestLine): string {
  return line.env.TMPDIR ?? tmpdir();
}

/** The branch holds the change of this order, on top of what it held. */
export function branchBreaches(line: TestLine, { before, order }: { readonly before: string; readonly order: number }): string[] {
  const commits = line.git('rev-list', `${before}..main`).split('\n').filter(Boolean);
  const notes = line.git('notes', '--ref=refs/notes/jidoka', 'list').split('\n');
  return [
    ...(commits.length === 1 ? [] : [`${commits.length} commits instead of one`]),
    ...(line.git('ls-tree', '--name-only', 'main', `src/${orderId(order)}.js`) === '' ? ['the change is not on the branch'] : []),
    ...(commits.every((commit) => notes.some((note) => note.endsWith(commit))) ? [] : ['the commit has no attestation']),
  ];
}
