/**
 * The program, as text for `node -e`, that starts services one after the other, waits until each is ready, runs a command among
 * them and ends them. One program inside one sandbox, so that they and the command have the same loopback, the same limits and
 * the same end. Its argument is the plan; what keeps it from running the command it says on standard error, behind the marker.
 */
export const SERVICES_SOURCE = `
import { spawn } from 'node:child_process';
import { get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const plan = JSON.parse(process.argv.at(-1));
const WORDS = 4000;
const LOOK_MS = 50;
const LOOK_TIMEOUT_MS = 2000;
const GRACE_MS = 3000;

const shell = (command) => (typeof command === 'string' ? ['/bin/sh', '-c', command] : command);

function start({ name, command, ready }) {
  const [program, ...args] = shell(command);
  // A group of its own: a shell does not hand on what it is told.
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const service = { name, child, ready, words: '', hasSaid: false, end: null };
  let recent = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      service.words = (service.words + text).slice(-WORDS);
      recent += text;
      if (ready.log !== undefined && recent.includes(ready.log)) service.hasSaid = true;
      recent = recent.slice(-(ready.log?.length ?? 0));
    });
  }
  service.over = new Promise((resolve) => {
    child.on('error', (error) => resolve((service.end = error.message)));
    child.on('exit', (code, signal) => resolve((service.end = signal === null ? 'exit code ' + code : signal)));
  });
  return service;
}

const listens = (port, host) =>
  new Promise((resolve) => {
    const socket = connect({ port, host, timeout: LOOK_TIMEOUT_MS });
    const say = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => say(true)).on('error', () => say(false)).on('timeout', () => say(false));
  });
const isTaken = async (port) => (await listens(port, '127.0.0.1')) || (await listens(port, '::1'));

const answers = (url) =>
  new Promise((resolve) => {
    const request = get(url, { timeout: LOOK_TIMEOUT_MS, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode >= 200 && response.statusCode < 400);
    });
    request.on('error', () => resolve(false)).on('timeout', () => request.destroy());
  });

const portsOf = ({ port, http }) => [...(port === undefined ? [] : [port]), ...(http === undefined ? [] : [Number(new URL(http).port || 80)])];

async function isReady({ ready, hasSaid }) {
  if (ready.log !== undefined && !hasSaid) return false;
  if (ready.port !== undefined && !(await isTaken(ready.port))) return false;
  return ready.http === undefined || (await answers(ready.http));
}

/** Why a service is not ready; null when it is. */
async function whyNotReady(service, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (service.end !== null) return 'ended (' + service.end + ') before it was ready';
    // One that ended while it was looked at is not what answered.
    if ((await isReady(service)) && service.end === null) return null;
    if (performance.now() > deadline) return 'was not ready within ' + timeoutMs / 1000 + ' s';
    await Promise.race([sleep(LOOK_MS), service.over]);
  }
}

const running = [];
/** Tells a service's whole group; false when that has ended. */
function tell({ child }, signal) {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}
async function stop() {
  for (const service of running.toReversed()) tell(service, 'SIGTERM');
  const deadline = performance.now() + GRACE_MS;
  // The shell of a service may have ended before what it started.
  while (running.some((service) => tell(service, 0)) && performance.now() < deadline) await sleep(LOOK_MS / 5);
  for (const service of running) tell(service, 'SIGKILL');
}
process.on('SIGTERM', () => {
  for (const service of running) tell(service, 'SIGKILL');
  process.exit(143);
});

async function refuse(name, why, words) {
  await stop();
  process.stderr.write('\\n' + plan.marker + JSON.stringify({ name, why, words }) + '\\n', () => process.exit(1));
  await new Promise(() => {});
}

for (const asked of plan.services) {
  for (const port of portsOf(asked.ready)) {
    if (await isTaken(port)) await refuse(asked.name, 'was not started: something else answers on port ' + port, '');
  }
  const service = start(asked);
  running.push(service);
  const why = await whyNotReady(service, asked.timeoutSeconds * 1000);
  if (why !== null) await refuse(asked.name, why, service.words);
}

const [program, ...args] = shell(plan.command);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...plan.env } });
const ended = await new Promise((resolve) => {
  child.on('error', (error) => resolve({ code: 127, signal: null, said: error.message + '\\n' }));
  child.on('exit', (code, signal) => resolve({ code, signal, said: '' }));
});
for (const { name, end, words } of running) {
  if (end !== null) ended.said += 'service ' + name + ' ended (' + end + ') before the command did\\n' + words + '\\n';
}
await stop();
process.stderr.write(ended.said, () => {
  if (ended.signal === null) process.exit(ended.code);
  process.kill(process.pid, ended.signal);
});
`;
