// `node bench/ledger-writers.ts [seconds] [writers]`: processes write one ledger without a pause. Fails when an event is lost, a
// chain does not verify, or a writer had to wait for longer than five seconds.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyLedger } from '../src/ledger/verify.ts';
import { openStore } from '../src/stores/sqlite/store.ts';
import { runCli } from '../test/rig/program.ts';
import { temporaryFolder } from '../test/rig/temporary.ts';

const WAIT_MS = 5000;
const [seconds = 60, writers = 2] = process.argv.slice(2).map(Number);

using folder = temporaryFolder();
const file = join(folder.path, 'ledger.db');
const program = fileURLToPath(new URL('../test/rig/append-program.ts', import.meta.url));
const options = { cwd: folder.path, env: {}, program, timeoutMs: seconds * 1000 + 60_000 };
const names = Array.from({ length: writers }, (_, number) => `writer-${number}`);
const ends = await Promise.all(names.map((name) => runCli([file, name, String(seconds * 1000), '0'], options)));
const told = ends.map(({ code, stdout, stderr }) => {
  if (code !== 0) throw new Error(`a writer ended with exit code ${code}: ${stderr}`);
  return JSON.parse(stdout) as { readonly appended: number; readonly longestMs: number };
});

using store = openStore(file);
const verdict = await verifyLedger(store.ledger, []);
const written = 2 * told.reduce((sum, { appended }) => sum + appended, 0);
const longest = Math.max(...told.map(({ longestMs }) => longestMs));
const shares = told.map(({ appended }) => appended);
process.stdout.write(
  `${writers} writers for ${seconds} s: ${written} events written, ${verdict.ok ? verdict.events : 0} there and verified in ${verdict.ok ? verdict.chains : 0} chains; ` +
    `the longest write took ${longest} ms; fewest to most writes ${(Math.min(...shares) / Math.max(...shares)).toFixed(2)}\n`,
);
if (!verdict.ok) process.stdout.write(`${verdict.chain} ${verdict.index}: ${verdict.reason}\n`);
if (!verdict.ok || verdict.events !== written || longest > WAIT_MS) process.exitCode = 1;
