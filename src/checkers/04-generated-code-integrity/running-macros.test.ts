import { testChecker } from '../test-checker.ts';
import { finds, manifest } from './fixtures/app.ts';

const TESTS =
  "import test from 'ava';\nimport withServer, { withSocket } from './helpers/with-server.js';\n\ntest('serves', async (t) => {\n  t.is(await load(), 'ok');\n});\n";
const HANDED = TESTS.replace("'serves', async (t)", "'serves', withServer, async (t, server)");
const MACRO = [
  'const made = (options) => ({',
  '  async exec(t, run) {',
  '    const server = await start(options);',
  '    try {',
  '      await run(t, server);',
  '    } finally {',
  '      await server.close();',
  '    }',
  '  },',
  '});',
  'export default made({});',
  'export const withSocket = async (t, run) => {',
  '  await run(t, await start());',
  '};',
  '',
].join('\n');
const BASE = {
  'package.json': manifest({ devDependencies: { ava: '6.0.0', vitest: '4.0.0' } }),
  'test/helpers/with-server.js': MACRO,
  'test/a.js': TESTS,
};
const change = (test: string, macro = MACRO) => ({ base: { ...BASE, 'test/helpers/with-server.js': macro }, head: { 'test/a.js': test } });
const without = (from: string, to: string) => ({
  ...change(HANDED, MACRO.replace(from, to)),
  expect: finds('test-skipped', 'test/a.js', 4),
});

testChecker(import.meta.url, {
  clean: [
    { name: "a test handed to a macro of AVA's that runs it", ...change(HANDED) },
    { name: 'to one that is made by a call', ...change(HANDED.replace('withServer, async', 'withServer(), async')) },
    {
      name: 'to one that keeps something for it and closes it behind it',
      ...change(
        HANDED,
        MACRO.replace('    try {', '    t.context.server = server;\n    t.teardown(() => server.run());\n    t.log(t.title);\n    try {'),
      ),
    },
    { name: 'to one that is a function', ...change(HANDED.replace('withServer, async', 'withSocket, async')) },
  ],
  flagged: [
    { name: 'a macro that runs nothing', ...without('await run(t, server);', 't.pass();') },
    { name: 'one that runs it under a condition', ...without('await run', 'if (server.isUp) await run') },
    { name: 'one that has returned before', ...without('    try {', '    if (!server.isUp) return;\n    try {') },
    { name: 'one that swallows what fails', ...without('} finally {', '} catch {} finally {') },
    { name: 'one that runs something else', ...without('await run(t, server);', 'await running(t, server, () => run(t));') },
    { name: 'one that hands on assertions of its own', ...without('await run(t, server);', 'await run({ is: () => {} }, server);') },
    { name: 'one that replaces those it was given', ...without('    try {', '    t.is = () => {};\n    try {') },
    { name: 'one that gives what it was given away', ...without('    try {', '    silence(t);\n    try {') },
    { name: 'one that AVA starts and nobody continues', ...without('async exec', 'async *exec') },
    { name: 'one that runs something else of that name', ...without('    try {', '    try {\n      const run = () => t.pass();') },
    {
      name: 'one from elsewhere',
      ...without('export default made({});', "import { made as other } from 'elsewhere';\nexport default other(made({}));"),
    },
    {
      name: 'what is between a title and the code for another runner',
      base: { ...BASE, 'test/a.js': TESTS.replace("test from 'ava'", "{ test } from 'vitest'") },
      head: { 'test/a.js': HANDED.replace("test from 'ava'", "{ test } from 'vitest'") },
      expect: finds('test-skipped', 'test/a.js', 4),
    },
    {
      name: 'two things between a title and the code',
      ...change(HANDED.replace('withServer, async', 'withServer, withSocket, async')),
      expect: finds('test-skipped', 'test/a.js', 4),
    },
  ],
});
