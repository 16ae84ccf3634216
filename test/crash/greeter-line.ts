import { makeLine, type TestLine } from '../rig/line.ts';
import { PROMPT_LOG } from '../rig/logging-agent.ts';
import { orderText, TARGET } from '../rig/greeter.ts';

/** Orders of one repository: the last digit of an even one is met at once, an odd one only after a repair. */
export const ORDERS = 9;

export const orderId = (order: number) => `way-${order}`;

/**
 * The greeter with everything that a kill could leave behind: an agent and a build that take their time and start a child in
 * their group and a daemon outside of it, tests, and a service with users.
 */
export function greeterLine(sandbox: string): TestLine {
  const orders = Array.from({ length: ORDERS }, (_, order) => orderId(order));
  return makeLine({
    orders,
    config: {
      ...TARGET,
      sandbox,
      // A busy machine starts a killed supervisor slowly.
      watch: { ...TARGET.watch, deadlineSeconds: 60 },
      agent: { name: 'command', command: ['node', 'agent/agent.mjs'] },
      env: [PROMPT_LOG],
      commands: { build: 'node scripts/build.mjs', test: 'node --test', start: 'node dist/server.js' },
    },
    files: {
      '.gitignore': 'node_modules/\ndist/\n',
      'agent/agent.mjs': AGENT,
      'scripts/build.mjs': BUILD,
      ...Object.fromEntries(orders.map((id) => [`.jidoka/orders/${id}.md`, orderText(id, `Greet in ${id}`)])),
    },
  });
}

/** What outlives a program that is killed: a child in its group, and a daemon in a session of its own. */
const LEAVE = `import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

spawn('sleep', ['600'], { stdio: 'ignore' }).unref();
spawn('setsid', ['sleep', '600'], { stdio: 'ignore', detached: true }).unref();
`;

const AGENT = `${LEAVE}
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

const way = Number(/way-(\\d+)/.exec(readFileSync(0, 'utf8'))[1]);
appendFileSync(process.env.${PROMPT_LOG}, \`\${Date.now()} \${way} \${process.env.JIDOKA_TURN}\\n\`);
await sleep(200);
const slip = way % 2 === 1 && process.env.JIDOKA_TURN === '1' ? '  debugger;\\n' : '';
writeFileSync(\`src/way-\${way}.js\`, \`export function way\${way}(name) {\\n\${slip}  return 'Way \${way}, ' + name + '!';\\n}\\n\`);
await sleep(200);
writeFileSync(\`test/way-\${way}.test.js\`, \`import assert from 'node:assert/strict';
import { test } from 'node:test';
import { way\${way} } from '../src/way-\${way}.js';

test('AC-1: greets in way \${way}', () => {
  assert.equal(way\${way}('Ada'), 'Way \${way}, Ada!');
});
\`);
process.exit(0);
`;

const BUILD = `${LEAVE}
import { cpSync } from 'node:fs';

await sleep(300);
cpSync('src', 'dist', { recursive: true });
process.exit(0);
`;
