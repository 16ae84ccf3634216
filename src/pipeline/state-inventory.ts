import { basename, join, sep } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import type { Journal } from '../engine/journal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { modifiedAt, namesIn, readText, sizeOf } from '../platform/files.ts';
import { isProcessDead } from '../platform/ids.ts';
import { isAbandoned } from '../platform/scratch.ts';
import { workspacesFolder, workspacesOf } from '../platform/workspaces-folder.ts';

/** Scratch of which nobody can say whose it is counts as left behind after this. */
const STALE_MS = 24 * 60 * 60_000;

/** Written under such a name and then put in place. */
const UNFINISHED = /\.[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** So many attestations may still be released: `release` and `rollback` ask for what they name. */
const ATTESTATIONS_KEPT = 10;

/** Something in the state folder that can be made again. */
export interface Item {
  /** Relative to the state folder; what begins with `workspaces/` lies in the folder of the workspaces. */
  readonly path: string;
  /** `scratch` was left behind; `build` no attestation in force names; the rest is worth keeping while there is space. */
  readonly kind: 'scratch' | 'build' | 'kept';
  readonly bytes: number;
  readonly modified: number;
}

export interface StateRequest {
  readonly stateDir: string;
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly clock: { now(): number };
}

/**
 * What can be removed at this moment. The ledger, what was signed, tickets and git objects are never among it, nor what a living or
 * interrupted run, a living gate or a release in service needs.
 */
export async function inventory(request: StateRequest): Promise<{ readonly items: Item[]; readonly isAtWork: boolean }> {
  const { stateDir, journal, clock } = request;
  const inside = async (folder: string) => (await namesIn(join(stateDir, folder))).map((name) => join(folder, name));
  const top = (await namesIn(stateDir)).filter((name) => /^(index|gone|ledger\.db\.new)-/.test(name));
  const workspaces = (await workspacesOf(stateDir)).map((name) => join('workspaces', name));
  const scratch = [...workspaces, ...(await inside('homes')), ...top];
  const builds = await inside('artefacts');
  const kept = (await Promise.all(['dependencies', 'cache', 'package-cache', 'reports'].map(inside))).flat();
  const logs = (await inside('target/logs')).filter((path) => basename(path) !== 'supervisor.log');
  // Asked after the folders were listed: what a run makes from now on is not among them.
  const runs = await journal.runs();
  const isOpen = new Set(runs.filter(({ status }) => status !== 'finished').map(({ id }) => id));
  const isOver = new Set(runs.filter(({ status }) => status === 'finished').map(({ id }) => id));
  const isStale = async (path: string) => clock.now() - ((await modifiedAt(pathOf(stateDir, path))) ?? 0) > STALE_MS;
  const gates = scratch.filter((path) => basename(path).startsWith('gate-') && !isAbandoned(path));
  const isAtWork =
    runs.some(({ status, owner }) => status === 'running' && owner !== null && !isProcessDead(owner)) ||
    (await Promise.all(gates.map(isStale))).includes(false);

  const isLeft = async (path: string) => {
    const name = basename(path);
    const run = name.replace(/^agent-/, '');
    if (isOpen.has(run)) return false;
    return isOver.has(run) || isAbandoned(name) || (await isStale(path));
  };
  const items: Item[] = [];
  const add = async (kind: Item['kind'], path: string) => {
    const full = pathOf(stateDir, path);
    const bytes = await sizeOf(full);
    const modified = await modifiedAt(full);
    // Else somebody else has removed it meanwhile.
    if (modified !== null) items.push({ kind, path, bytes, modified });
  };
  for (const path of scratch) if (await isLeft(path)) await add('scratch', path);
  if (isAtWork) return { items, isAtWork };
  const { text, isMidway } = await needed(request, isOpen);
  const isNamed = (path: string) => text.includes(basename(path).replace(/\.log$/, ''));
  for (const path of builds) if (!isNamed(path)) await add('build', path);
  for (const path of [...kept, ...logs]) {
    // What a killed process was about to put there.
    if (UNFINISHED.test(path)) await add('build', path);
    else if (!isNamed(path) && !(isMidway && path.startsWith('dependencies/'))) await add('kept', path);
  }
  return { items, isAtWork };
}

/** Where an item is. */
export function pathOf(stateDir: string, path: Item['path']): string {
  const [folder, ...rest] = path.split(sep);
  return folder === 'workspaces' ? join(workspacesFolder(stateDir), ...rest) : join(stateDir, path);
}

interface Needed {
  /** Names every build and installation that is in service, could be rolled back to, waits to be released or was attested lately. */
  readonly text: string;
  /** A run was interrupted before anything was attested: it goes on with an installation that nothing names yet. */
  readonly isMidway: boolean;
}

async function needed({ stateDir, ledger }: StateRequest, isOpen: ReadonlySet<string>): Promise<Needed> {
  const signed = (await ledger.read({ types: ['attestation.signed'] })).filter((event) => event.type === 'attestation.signed');
  const due = signed.filter((event, place) => isOpen.has(event.chain) || place >= signed.length - ATTESTATIONS_KEPT);
  const attested = await Promise.all(
    due.map(async ({ payload: { artefact, envelope } }) => {
      const text = await ledger.kept(envelope);
      if (text === null) throw new AdapterError('ENVELOPE_MISSING', `the ledger does not hold the attestation ${envelope} that it names`);
      const { payload } = JSON.parse(text) as { readonly payload: string };
      return `${artefact}\n${Buffer.from(payload, 'base64').toString()}`;
    }),
  );
  const answered = await Promise.all([...isOpen].map((run) => answersOf(ledger, run)));
  return {
    text: [(await readText(join(stateDir, 'target', 'state.json'))) ?? '', ...attested, ...answered.flat()].join('\n'),
    isMidway: [...isOpen].some((run) => !signed.some(({ chain }) => chain === run)),
  };
}

/** What the steps of a run have answered: which build was judged, for example. */
async function answersOf(ledger: Ledger, run: string): Promise<string[]> {
  const events = await ledger.read({ chain: run });
  const answers = await Promise.all(events.flatMap(({ step }) => (step === undefined ? [] : [ledger.outputOf(run, step.name)])));
  return answers.flatMap((answer) => answer ?? []);
}
