import { basename, join } from 'node:path';
import { AdapterError } from '../domain/error.ts';
import type { Journal } from '../engine/journal.ts';
import type { Repository } from '../git/repository.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { exists, modifiedAt, namesIn, readText, sizeOf } from '../platform/files.ts';
import { isAbandoned } from '../platform/scratch.ts';
import { removeTree } from '../platform/remove-tree.ts';

/** Scratch of a check that ended long ago; a living one is younger. */
const STALE_MS = 24 * 60 * 60_000;

export interface CleanRequest {
  readonly repository: Repository;
  readonly journal: Journal;
  readonly ledger: Ledger;
  readonly clock: { now(): number };
}

/** Frees what can be made again. Answers the folders it removed and how many bytes they held. */
export async function cleanState(
  { repository: { stateDir }, journal, ledger, clock }: CleanRequest,
  { withDownloads }: { readonly withDownloads: boolean },
): Promise<{ readonly removed: string[]; readonly bytes: number }> {
  const inside = async (folder: string) => (await namesIn(join(stateDir, folder))).map((name) => join(folder, name));
  const isStale = async (path: string) => clock.now() - (await modifiedAt(join(stateDir, path))) > STALE_MS;
  const scratch = [
    ...(await inside('workspaces')),
    ...(await inside('homes')),
    ...(await namesIn(stateDir)).filter((name) => name.startsWith('index-')),
  ];
  const kept = [...(await inside('artefacts')), ...(await inside('dependencies'))];
  // Asked after the folders were listed: what a run makes from now on is not among them.
  const runs = await journal.runs();
  const open = new Set(runs.filter(({ status }) => status !== 'finished').map(({ id }) => id));
  const finished = new Set(runs.filter(({ status }) => status === 'finished').map(({ id }) => id));
  const isIdle = open.size === 0;
  const candidates: string[] = [];
  let isAtWork = runs.some(({ status }) => status === 'running');
  for (const path of scratch) {
    const name = path.replace(/^(workspaces\/|homes\/agent-)/, '');
    if (open.has(name)) continue;
    // Its maker is dead: nobody works in it.
    const isLeft = isAbandoned(name);
    const isYoung = !isLeft && !(await isStale(path));
    // A gate's workspace is taken away when it ends: a young one may be a check that goes on.
    if (isYoung && name.startsWith('gate-')) isAtWork = true;
    if (finished.has(name) || isIdle || !isYoung) candidates.push(path);
  }
  if (!isAtWork) {
    const needed = await neededBy({ stateDir, ledger, open });
    candidates.push(...kept.filter((path) => !needed.includes(basename(path))));
  }
  candidates.push('cache', ...(withDownloads && isIdle ? ['package-cache'] : []));
  let bytes = 0;
  const removed: string[] = [];
  for (const path of candidates) {
    const full = join(stateDir, path);
    if (!exists(full)) continue;
    bytes += await sizeOf(full);
    await removeTree(full);
    removed.push(path);
  }
  return { removed, bytes };
}

/**
 * Texts that name every build and installation that runs, could be rolled back to, waits to be released, or was attested last
 * (`release` may still be asked for it): what none of them mentions is free.
 */
async function neededBy({
  stateDir,
  ledger,
  open,
}: {
  readonly stateDir: string;
  readonly ledger: Ledger;
  readonly open: ReadonlySet<string>;
}): Promise<string> {
  const signed = (await ledger.read({ types: ['attestation.signed'] })).filter((event) => event.type === 'attestation.signed');
  const due = signed.filter((event) => open.has(event.chain) || event === signed.at(-1));
  const attested = await Promise.all(
    due.map(async ({ payload: { artefact, envelope } }) => {
      const text = await ledger.kept(envelope);
      if (text === null) throw new AdapterError('ENVELOPE_MISSING', `the ledger does not hold the attestation ${envelope} that it names`);
      const { payload } = JSON.parse(text) as { readonly payload: string };
      return `${artefact}\n${Buffer.from(payload, 'base64').toString()}`;
    }),
  );
  return [(await readText(join(stateDir, 'target', 'state.json'))) ?? '', ...attested].join('\n');
}
