import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GOOD } from '../rig/greeter.ts';
import { makeLine } from '../rig/line.ts';
import { LOGGING_AGENT, loggingAgent } from '../rig/logging-agent.ts';
import { PROGRAM } from '../rig/program.ts';
import type { Files } from '../rig/repository.ts';

const UNTESTED: Files = { 'package.json': '{ "name": "greeter", "type": "module" }\n', 'test/greet.test.js': null };

/** How this user may mount something that nobody else sees; null when not at all. */
const OWN_MOUNTS =
  [['-m'], ['-r', '-m']].find((flags) => spawnSync('unshare', [...flags, 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0) ?? null;
if (OWN_MOUNTS === null) process.stderr.write('SKIPPED: a full disk is not tried, as this user may mount nothing (unshare -m)\n');

/** The state folder on a disk of 160 MB that is full from when the agent works until the run has ended. */
const SCRIPT = `
set -eu
cp -a "$STATE" "$FOLDER/before"
mount -t tmpfs -o size=160m none "$STATE"
cp -a "$FOLDER/before/." "$STATE"
say() { printf '%s\\n' "$*" >&3; }
"$NODE" "$PROGRAM" runs resume "$RUN" > "$FOLDER/first.out" 2> "$FOLDER/first.err" &
run=$!
while [ ! -s "$PROMPT_LOG" ]; do
  kill -0 $run || { cat "$FOLDER/first.err" >&4; exit 1; }
  sleep 0.05
done
dd if=/dev/zero of="$STATE/ballast" bs=64k 2> /dev/null || true
rm "$PROMPT_LOG.hold"
code=0; wait $run || code=$?; say "full $code"
rm "$STATE/ballast"
code=0; "$NODE" "$PROGRAM" ledger verify > /dev/null || code=$?; say "verify $code"
code=0; "$NODE" "$PROGRAM" runs resume "$RUN" > /dev/null 2>&1 || code=$?; say "resume $code"
code=0; "$NODE" "$PROGRAM" ledger verify > /dev/null || code=$?; say "verify $code"
"$NODE" "$PROGRAM" ledger export > "$FOLDER/events"
cat "$FOLDER/first.err" >&4
grep -c '"type":"run.started"\\|"type":"run.finished"' "$FOLDER/events" >&3
`;

test.skipIf(OWN_MOUNTS === null)(
  'a disk that is full in the middle of a run stops it, and it goes on when there is space',
  { timeout: 120_000 },
  async () => {
    await using line = makeLine({
      config: { ...LOGGING_AGENT, commands: {} },
      files: { ...UNTESTED, ...loggingAgent({ 'src/farewell.js': GOOD['src/farewell.js'] ?? null }) },
    });
    const run = await line.prepare();
    spawnSync('touch', [line.hold]);
    const env = {
      ...line.env,
      NODE: process.execPath,
      PROGRAM,
      RUN: run,
      FOLDER: line.folder,
      STATE: join(line.root, '.jidoka/state'),
    };
    const [, , , said = '', stderr = ''] = spawnSync('unshare', [...(OWN_MOUNTS ?? []), 'sh', '-c', SCRIPT], {
      cwd: line.root,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    }).output;
    rmSync(line.hold, { force: true });
    expect((said ?? '').trim().split('\n')).toEqual(['full 3', 'verify 0', 'resume 0', 'verify 0', '2']);
    expect(stderr).toMatch(/there is no space left for|only [\d.]+ MB are free where/);
    expect(stderr).toMatch(/Free some space \(`.* clean`\), then go on with `.* runs resume <run>`/);
    // The turn during which it filled up is not asked for again under its number.
    expect(line.prompts()).toEqual(['1', '1']);
    expect(line.git('show', 'main:src/farewell.js')).toContain('Goodbye');
  },
);

test.skipIf(OWN_MOUNTS === null)('a state folder that cannot be written to has no answer', async () => {
  await using line = makeLine();
  expect((await line.cli('orders', 'approve', 'say-goodbye')).code).toBe(0);
  const script = 'mount --bind "$STATE" "$STATE" && mount -o remount,ro,bind "$STATE" && exec "$NODE" "$PROGRAM" run say-goodbye --yes';
  const env = { ...line.env, NODE: process.execPath, PROGRAM, STATE: join(line.root, '.jidoka/state') };
  const { status, stderr } = spawnSync('unshare', [...(OWN_MOUNTS ?? []), 'sh', '-c', script], {
    cwd: line.root,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining('may the file and its folder be written to?') });
});
