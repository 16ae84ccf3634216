import { assert, describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { mocha } from './mocha.ts';

/** A stand-in for mocha's own program: it loads the reporter as mocha does, runs tests as plainly as can be, and tells the reporter. */
const PROGRAM = `#!/usr/bin/env node
const { EventEmitter } = require('node:events');
const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const value = (flag) => process.argv.findLast((word) => word.startsWith(flag + '='))?.slice(flag.length + 1);
const options = process.argv[process.argv.indexOf('--reporter-options') + 1].split('=');
const tests = [];
let file;
globalThis.it = (title, fn) => tests.push({ title, fn, file, parent: { title: 'suite', parent: { title: '' } } });
for (const name of readdirSync('test')) require((file = join(process.cwd(), 'test', name)));
(async () => {
  const runner = new EventEmitter();
  new (require(value('--reporter')))(runner, { reporterOptions: { [options[0]]: options[1] } });
  for (const test of tests) {
    try {
      if (!test.fn) runner.emit('pending', test);
      else {
        await test.fn();
        runner.emit('pass', test);
      }
    } catch (error) {
      // Mocha takes the folder out of what it shows.
      error.stack = error.stack.replaceAll(process.cwd() + '/', '');
      runner.emit('fail', test, error);
      process.exitCode = 1;
    }
  }
  if (process.env.CUT === undefined) runner.emit('end');
})();
`;
const FILES = {
  'package.json': JSON.stringify({
    name: 'x',
    private: true,
    scripts: { test: 'mocha --reporter dot', cut: 'CUT=1 mocha --reporter dot' },
  }),
  'node_modules/.bin/mocha': `#!/bin/sh\nexec node "$PWD/node_modules/mocha/bin/mocha.js" "$@"\n`,
  'node_modules/mocha/bin/mocha.js': PROGRAM,
  'node_modules/mocha/package.json': JSON.stringify({ name: 'mocha', version: '11.8.0' }),
  'src/sign.js': 'exports.sign = function sign(x) {\n  if (x < 0) {\n    return -1;\n  }\n  return 1;\n};\n',
  'test/sign.js': `const { sign } = require('../src/sign.js');
it('works', () => sign(1));
it('fails', () => {
  throw new Error('one');
});
it('is to do');
`,
};

describe('mocha', () => {
  test('reads tests, places and coverage of an unchanged npm test', async () => {
    using checkout = checkoutWith(FILES);
    const report = await runTests(mocha(), { checkout });
    expect(report.tests.map(({ status, file, line, name, message }) => [status, file, line, ...name, message])).toEqual([
      ['passed', 'test/sign.js', null, 'suite', 'works', null],
      ['failed', 'test/sign.js', 4, 'suite', 'fails', 'one'],
      ['todo', 'test/sign.js', null, 'suite', 'is to do', null],
    ]);
    expect(report.tools).toEqual([{ name: 'mocha', version: '11.8.0' }]);
    expect([...(report.coverage?.get('src/sign.js') ?? [])]).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
      [5, 1],
    ]);
  });

  test('counters that are in the sources count, not what V8 saw of them', async () => {
    const counters = `globalThis.__coverage__ = { a: { path: require.resolve('../src/sign.js'), statementMap: { 0: { start: { line: 2 } } }, s: { 0: 7 } } };\n`;
    using checkout = checkoutWith({ ...FILES, 'test/sign.js': counters + FILES['test/sign.js'] });
    const { coverage } = await runTests(mocha(), { checkout });
    expect([...(coverage?.get('src/sign.js') ?? [])]).toEqual([[2, 7]]);
  });

  test('it is found behind the script through which an old nyc starts it', async () => {
    using checkout = checkoutWith({
      ...FILES,
      'node_modules/.bin/mocha': `#!/bin/sh\nexec node "$PWD/node_modules/.node-spawn-wrap-1-0f/node" "$PWD/node_modules/mocha/bin/mocha.js" "$@"\n`,
      'node_modules/.node-spawn-wrap-1-0f/node': 'process.argv.splice(1, 1);\nrequire("node:module").runMain();\n',
    });
    expect((await runTests(mocha(), { checkout })).tests).toHaveLength(3);
  });

  test('planted tests fail, one in each file', async () => {
    const paths = Object.keys(FILES);
    const tree = { id: '0', paths, has: () => true, entry: () => undefined, read: async () => '{}' };
    const plant = await mocha().sentinel(tree, 'n0-nce');
    const probe = mocha().probe('n0-nce');
    assert(plant !== null && probe !== null);
    using checkout = checkoutWith(FILES);
    const { tests } = await runTests(mocha(), { checkout, plant, probed: { text: probe.text, paths: ['test/sign.js'] } });
    expect(tests.filter(({ name }) => name.at(-1)?.includes('n0-nce')).map(({ status, file }) => [status, file])).toEqual([
      ['failed', 'test/jidoka-n0-nce.js'],
      ['failed', 'test/sign.js'],
    ]);
  });

  test('where the script has a glob, which a shell may have put files in place of, a test goes into one of them', async () => {
    const files: Record<string, string> = {
      ...FILES,
      'package.json': '{"scripts":{"test":"npm run test:unit","test:unit":"mocha ./test/*.js"}}',
    };
    const paths = Object.keys(files);
    const tree = { id: '0', paths, has: () => true, entry: () => undefined, read: async (path: string) => files[path] ?? null };
    const plant = await mocha().sentinel(tree, 'n0-nce');
    expect(plant?.path).toBe('test/sign.js');
    expect(plant?.text.startsWith(FILES['test/sign.js'])).toBe(true);
  });

  test('a file that mocha finds by its name alone takes the planted test in', async () => {
    const files: Record<string, string> = { 'package.json': '{"scripts":{"test":"mocha"}}', 'test.js': "it('is', () => {});\n" };
    const tree = {
      id: '0',
      paths: Object.keys(files),
      has: () => true,
      entry: () => undefined,
      read: async (path: string) => files[path] ?? null,
    };
    const plant = await mocha().sentinel(tree, 'n0-nce');
    expect([plant?.path, plant?.text.startsWith("it('is'")]).toEqual(['test.js', true]);
  });

  test.each([
    ['a run that is cut short', 'npm run cut', FILES],
    ['a program that leaves no report', 'npm test', { ...FILES, 'node_modules/mocha/bin/mocha.js': '' }],
    ['a command without mocha', 'true', FILES],
  ])('%s is no answer', async (_, command, files) => {
    using checkout = checkoutWith(files);
    await expect(runTests(mocha(), { checkout, command })).rejects.toThrow(AdapterError);
  });
});
