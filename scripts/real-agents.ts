// `node scripts/real-agents.ts <prefix> <level> [name …]`: real coding agents, installed below a prefix, carry out an order
// offline, against a stand-in for their model. By hand, not in CI; docs/agents.md says how.
import { delimiter, join } from 'node:path';
import { BAD, GOOD } from '../test/rig/greeter.ts';
import { makeLine } from '../test/rig/line.ts';
import { startProgram } from '../test/rig/program.ts';
import { SANDBOX_LEVELS, type SandboxLevel } from '../src/domain/sandbox-level.ts';
import { author } from './real-agents/author.ts';
import { startModelServer } from './real-agents/model-server.ts';
import { type Trial, TRIALS } from './real-agents/recipes.ts';

const [prefix = '', asked = '', ...names] = process.argv.slice(2);
const level = SANDBOX_LEVELS.find((one) => one === asked);
if (prefix === '' || level === undefined) {
  const packages = [...new Set(TRIALS.map((trial) => trial.package))].join(' ');
  console.error(
    `npm install -g --prefix <prefix> ${packages}\nnode scripts/real-agents.ts <prefix> process|bubblewrap [${TRIALS.map(({ name }) => name).join('|')} …]`,
  );
  process.exit(2);
}
const failed: string[] = [];
for (const trial of TRIALS) {
  if (names.length > 0 && !names.includes(trial.name)) continue;
  if (!(await carryOut(trial, level))) failed.push(trial.name);
}
if (failed.length > 0) throw new Error(`not carried out: ${failed.join(', ')}`);

/** One order: the first attempt has a fault that the gate finds, the repair has none. */
async function carryOut({ name, agent: agentAt, env, files = {} }: Trial, sandbox: SandboxLevel): Promise<boolean> {
  await using model = await startModelServer(author({ first: BAD, second: GOOD }));
  const given = env(model.port);
  const agent = agentAt(sandbox);
  const block = { name: agent.name, command: agent.command, env: Object.keys(given), network: [`127.0.0.1:${model.port}`] };
  await using line = makeLine({ config: { sandbox, agent: { ...block, timeoutMinutes: 5, silenceMinutes: 3 } }, files });
  const path = [join(prefix, 'bin'), line.env['PATH']].join(delimiter);
  const started = performance.now();
  const { code, stdout } = await startProgram(['run', 'say-goodbye', '--yes', '--json'], {
    cwd: line.root,
    env: { ...line.env, ...given, PATH: path },
    timeoutMs: 20 * 60_000,
  }).ended;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name} (${agent.name}, ${sandbox}): exit ${code} in ${seconds} s, ${model.log.length} requests`);
  const strategies = (await line.of('attempt.started')).map(({ payload }) => payload.strategy);
  for (const [index, { payload }] of (await line.of('attempt.finished')).entries())
    console.log(`  ${strategies[index]}: ${payload.outcome} ${JSON.stringify(payload.usage)} ${payload.reason ?? ''}`);
  if (code !== 0) console.log(`${stdout}\n${model.log.join('\n')}`);
  return code === 0;
}
