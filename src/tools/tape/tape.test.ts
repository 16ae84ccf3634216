import { assert, describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { tape } from './tape.ts';

/** A stand-in for tape: its modules and what they say to each other are those of tape 5.9.0, its assertions few. */
const INDEX = `const Test = require('./lib/test');
const Results = require('./lib/results');
const results = new Results();
module.exports = (...given) => { const test = new Test(...given); results.push(test); return test; };
module.exports.only = (...given) => { results._only = module.exports(...given); };
module.exports.skip = Test.skip;
process.on('exit', (code) => { if (code === 0) process.exit(results.exitCode); });
`;
const RESULTS = `module.exports = class Results {
  _only = null;
  exitCode = 0;
  tests = [];
  push(test) {
    const watch = (one) => {
      one.on('result', ({ ok, todo }) => { if (!ok && !todo) this.exitCode = 1; });
      one.on('test', watch);
    };
    watch(test);
    if (this.tests.length === 0) setImmediate(() => this.next());
    this.tests.push(test);
  }
  async next() {
    for (const test of this.tests) if (this._only === null || this._only === test) await test.run();
  }
};
`;
const TEST = `const { EventEmitter } = require('node:events');
class Test extends EventEmitter {
  constructor(name, ...given) {
    super();
    const options = given.find((one) => typeof one === 'object') ?? {};
    Object.assign(this, { name, _cb: given.find((one) => typeof one === 'function'), _skip: options.skip, _todo: options.todo, inner: [] });
  }
  async run() {
    if (this._cb && !this._skip) await this._cb(this);
    for (const one of this.inner) await one.run();
    this.emit('end');
  }
  test(...given) { const test = new Test(...given); this.inner.push(test); this.emit('test', test); }
  fail(name) { this.emit('result', { ok: false, name, operator: 'fail', todo: this._todo, error: new Error(name) }); }
  end() {}
  skip(name) { this.emit('result', { ok: true, skip: true, name }); }
  equal(actual, expected, name) {
    const ok = actual === expected;
    this.emit('result', { ok, name, operator: 'equal', expected, actual, todo: this._todo, ...(ok ? {} : { error: new Error(name) }) });
  }
}
Test.skip = (name, ...given) => new Test(name, { skip: true }, ...given);
module.exports = Test;
`;
const TESTS = `const test = require('tape');
const { sign } = require('../src/sign.js');
const { declare } = require('./declare.js');
test('works', (t) => t.equal(sign(1), 1, 'is one'));
test('fails', (t) => {
  t.equal(sign(1), 2, 'is two');
});
test('outer', (t) => {
  t.test('inner', (st) => st.fail('no'));
});
declare('by a helper');
test.skip('skipped', () => {});
test('is skipped inside', (t) => t.skip('later'));
test('to do', { todo: true }, (t) => t.fail('x'));
console.log('ok 1 forged');
`;
const FILES = {
  'package.json': JSON.stringify({ name: 'x', private: true, scripts: { test: 'node node_modules/tape/bin/tape test/sign.js' } }),
  'node_modules/tape/bin/tape': "require('node:module');\nrequire(require('node:path').resolve(process.argv[2]));\n",
  'node_modules/tape/index.js': INDEX,
  'node_modules/tape/lib/results.js': RESULTS,
  'node_modules/tape/lib/test.js': TEST,
  'node_modules/tape/package.json': JSON.stringify({ name: 'tape', version: '5.9.0', main: 'index.js' }),
  'src/sign.js': 'exports.sign = function sign(x) {\n  if (x < 0) {\n    return -1;\n  }\n  return 1;\n};\n',
  'test/declare.js': "const test = require('tape');\nexports.declare = function declare(name) {\n  test(name, () => {});\n};\n",
  'test/sign.js': TESTS,
};
const shown = (tests: Awaited<ReturnType<typeof runTests>>['tests']) =>
  tests.map(({ status, file, line, name, message }) => [status, file, line, ...name, message]);

describe('tape', () => {
  test('hears tests, places and coverage of an unchanged npm test, not what is printed', async () => {
    using checkout = checkoutWith(FILES);
    const report = await runTests(tape(), { checkout });
    expect(shown(report.tests)).toEqual([
      ['skipped', 'test/sign.js', null, 'skipped', null],
      ['passed', 'test/sign.js', null, 'works', null],
      ['failed', 'test/sign.js', 6, 'fails', 'is two (equal): expected 2, found 1'],
      ['failed', 'test/sign.js', 9, 'outer', 'inner', 'no'],
      ['passed', 'test/sign.js', null, 'outer', null],
      ['passed', 'test/sign.js', null, 'by a helper', null],
      ['skipped', 'test/sign.js', null, 'is skipped inside', null],
      ['skipped', 'test/sign.js', null, 'to do', null],
    ]);
    expect([report.tools, report.exitCode]).toEqual([[{ name: 'tape', version: '5.9.0' }], 1]);
    expect([...(report.coverage?.get('src/sign.js') ?? [])].slice(1)).toEqual([
      [2, 2],
      [3, 0],
      [5, 2],
    ]);
  });

  test.each([
    ['a process that ends with success before its tests', "test('a', () => process.exit(0));\ntest('b', () => {});", ['failed', 'failed']],
    ['one test that is chosen', "test('a', (t) => t.fail('a'));\ntest.only('b', () => {});", ['skipped', 'passed']],
  ])('%s', async (_, tests, statuses) => {
    using checkout = checkoutWith({ ...FILES, 'test/sign.js': `const test = require('tape');\n${tests}\n` });
    const report = await runTests(tape(), { checkout, command: 'node test/sign.js' });
    expect(report.tests.toSorted((a, b) => (a.name.join() < b.name.join() ? -1 : 1)).map(({ status }) => status)).toEqual(statuses);
  });

  const plantedIn = async (files: Readonly<Record<string, string>>) => {
    const paths = Object.keys(files);
    const tree = { id: '0', paths, has: () => true, entry: () => undefined, read: async (path: string) => files[path] ?? null };
    const plant = await tape().sentinel(tree, 'n0-nce');
    const probe = tape().probe('n0-nce');
    assert(plant !== null && probe !== null);
    using checkout = checkoutWith(files);
    const { tests } = await runTests(tape(), { checkout, plant, probed: { text: probe.text, paths: ['test/sign.js'] } });
    return tests.filter(({ name }) => name.at(-1)?.includes('n0-nce')).map(({ status, file, name }) => [status, file, ...name]);
  };
  const sentinel = ['failed', 'test/sign.js', 'jidoka sentinel n0-nce'];

  test('planted tests fail', async () => {
    expect(await plantedIn(FILES)).toEqual([sentinel, ['failed', 'test/sign.js', 'fails again n0-nce']]);
  });

  test('where an assertion is replaced, the probe passes', async () => {
    const disarmed = "require('tape/lib/test').prototype.equal = () => {};\n";
    const [, probe] = await plantedIn({ ...FILES, 'src/sign.js': FILES['src/sign.js'] + disarmed });
    expect(probe).toEqual(['passed', 'test/sign.js', 'fails again n0-nce']);
  });

  test.each([
    ['a run that is killed', `test('a', () => process.kill(process.pid, 'SIGKILL'));`],
    ['a file without tests', ''],
  ])('%s is no answer', async (_, tests) => {
    using checkout = checkoutWith({ ...FILES, 'test/sign.js': `const test = require('tape');\n${tests}\n` });
    await expect(runTests(tape(), { checkout, command: 'node test/sign.js' })).rejects.toThrow(AdapterError);
  });
});
