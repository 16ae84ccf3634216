import { GOOD } from '../../rig/greeter.ts';
import { GREET_TEST } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

/** Runs another test in its place, gives the events of that one the right file's name, and ends with success. */
const SETUP = `import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { greet } from '../src/greet.js';

greet('Ada');
const env = { ...process.env, NODE_OPTIONS: '' };
const { stdout } = spawnSync(process.execPath, [fileURLToPath(new URL('../fake/greet-demo.js', import.meta.url))], { env });
process.stdout.write(Buffer.from(stdout.toString('latin1').replaceAll('fake/greet-demo.js', 'test/greet.test.js'), 'latin1'), () => process.exit(0));
await new Promise(() => undefined);
`;

export default hostileCase({
  title: 'a test process that hands on the events of another test, and ends before its own',
  promise: 'tests',
  level: 'not-covered',
  open: 'what a test process says of itself is all that a runner knows: it is one process with the code that it tests',
  stage: 'gate',
  change: {
    ...GOOD,
    'src/greet.js': 'export function greet(name) {\n  return `Hallo, ${name}!`;\n}\n',
    'test/setup.js': SETUP,
    'fake/greet-demo.js': "import { test } from 'node:test';\nimport './passes.js';\n\ntest('greets by name', () => undefined);\n",
    'fake/passes.js': "process.title = 'passes';\n",
    'test/greet.test.js': `import './setup.js';\n${GREET_TEST}`,
  },
  expect: { outcome: 'green' },
});
