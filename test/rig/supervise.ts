import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliveryWatch } from '../../src/delivery/watch.ts';
import { artefactDigest } from '../../src/platform/artefact-digest.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { runSupervisor } from '../../src/targets/process/supervisor.ts';
import { localTracker } from '../../src/trackers/local/local-tracker.ts';
import { sandboxIn } from './sandbox.ts';

/** The supervisor of a process target as a program of its own; its ledger is a file with one event a line, down while `ledger-down` exists. */
const [stateDir = ''] = process.argv.slice(2);

const file = join(stateDir, 'events.jsonl');

function lastLine(): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) : undefined;
}

await runSupervisor({
  stateDir,
  port: 0,
  clock: systemClock,
  sandbox: sandboxIn(stateDir),
  digestOf: (folder) => artefactDigest(folder, 'rig'),
  watch: deliveryWatch({ clock: systemClock, tracker: localTracker({ stateDir }) }),
  record: (chain, event) => {
    if (existsSync(join(stateDir, 'ledger-down'))) return Promise.reject(new Error('the ledger is down'));
    const line = JSON.stringify({ chain, ...event });
    // Killed before it could note that it had told, a supervisor tells again; the real ledger knows that too.
    if (lastLine() !== line) appendFileSync(file, `${line}\n`);
    return Promise.resolve();
  },
});
