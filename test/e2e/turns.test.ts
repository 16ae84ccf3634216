import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { orderText, TARGET } from '../rig/greeter.ts';
import { makeLine, type TestLine } from '../rig/line.ts';

/** An agent that writes one file for its order, and waits before it while `<order>.hold` is there. */
const AGENT = `import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const [, id] = /(left|right|other)/.exec(readFileSync(0, 'utf8'));
writeFileSync(process.env.PROMPT_LOG + '.' + id, '');
while (existsSync(process.env.PROMPT_LOG + '.' + id + '.hold')) await new Promise((resolve) => setTimeout(resolve, 20));
writeFileSync(\`src/\${id}.js\`, \`export const \${id} = '\${id}';\\n\`);
`;

const order = (id: string, scope: string) => orderText(id, `Make ${id}`).replace('scope: []', `scope: [${scope}]`);

function threeOrders(config = {}): TestLine {
  return makeLine({
    orders: [],
    config: {
      agent: { name: 'command', command: ['node', 'agent.mjs'] },
      env: ['PROMPT_LOG'],
      commands: { start: 'node src/server.js' },
      ...config,
    },
    files: {
      'agent.mjs': AGENT,
      'package.json': '{ "name": "greeter", "type": "module" }\n',
      'test/greet.test.js': null,
      '.jidoka/orders/left.md': order('left', 'src/left.js'),
      '.jidoka/orders/right.md': order('right', 'src/right.js'),
      '.jidoka/orders/other.md': order('other', 'src/*.js'),
    },
  });
}

const log = (line: TestLine, id: string) => `${line.env.PROMPT_LOG}.${id}`;

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(20);
}

test('orders that may change the same file are worked on one after the other, others at once', async () => {
  await using line = threeOrders();
  writeFileSync(`${log(line, 'left')}.hold`, '');
  const left = line.start('run', 'left', '--yes', '--json');
  await until(() => existsSync(log(line, 'left')));
  const run = await line.lastRun();
  const other = line.start('run', 'other', '--yes', '--json');
  let said = '';
  other.child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const right = line.start('run', 'right', '--yes', '--json');
  expect((await right.ended).code).toBe(0);
  await until(() => said.includes('waits for'));
  // Also for the right one, where that has begun before it looked.
  expect(said).toMatch(new RegExp(`waits for (\\S+, )*${run}, (\\S+, )*which may change the same files`));
  expect(existsSync(log(line, 'other'))).toBe(false);
  rmSync(`${log(line, 'left')}.hold`);
  expect([(await left.ended).code, (await other.ended).code]).toEqual([0, 0]);
  // It began when left was over, on what left had made.
  const began = await line.of('run.started');
  expect(began.map(({ payload }) => payload.order.id)).toEqual(['left', 'right', 'other']);
  expect(line.git('show', `${began[2]?.payload.base}:src/left.js`)).toContain('left');
});

test('interrupted while it waits, it has begun nothing', async () => {
  await using line = threeOrders();
  writeFileSync(`${log(line, 'left')}.hold`, '');
  const left = line.start('run', 'left', '--yes');
  await until(() => existsSync(log(line, 'left')));
  const other = line.start('run', 'other', '--yes');
  let said = '';
  other.child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => said.includes('waits for'));
  other.child.kill('SIGINT');
  expect((await other.ended).code).toBe(130);
  rmSync(`${log(line, 'left')}.hold`);
  expect([(await left.ended).code, (await line.of('run.started')).length]).toEqual([0, 1]);
});

test('two that want to release at the same time do so one after the other', async () => {
  await using line = threeOrders(TARGET);
  const runs = [line.start('run', 'left', '--yes', '--json'), line.start('run', 'right', '--yes', '--json')];
  const ends = await Promise.all(runs.map(({ ended }) => ended));
  expect(ends.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0]);
  const started = await line.of('deployment.started');
  const promoted = await line.of('deployment.promoted');
  expect([started.length, promoted.length]).toEqual([2, 2]);
  expect(promoted[0]?.sequence).toBeLessThan(started[1]?.sequence ?? 0);
  const state = JSON.parse(readFileSync(join(line.root, '.jidoka/state/target/state.json'), 'utf8'));
  expect(state.stable.release.id).toBe(started[1]?.payload.deployment);
});
