import { assert, describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { uvu } from './uvu.ts';

/** The parts of uvu 0.5.6 that decide about a test, word for word, without what it prints. */
const CORE = `let isCLI = process.argv.some(x => /(\\.bin[\\\\+\\/]uvu$|uvu[\\\\+\\/]bin\\.js)/i.test(x));
let write = () => {};
const into = (ctx, key) => (name, handler) => ctx[key].push({ name, handler });
const context = (state) => ({ tests:[], before:[], after:[], bEach:[], aEach:[], only:[], skips:0, state });
const hook = (ctx, key) => handler => ctx[key].push(handler);
globalThis.UVU_QUEUE = globalThis.UVU_QUEUE || [];
isCLI || UVU_QUEUE.push([null]);
const PASS = '', FAIL = '', format = () => 'x';

async function runner(ctx, name) {
	let { only, tests, before, after, bEach, aEach, state } = ctx;
	let hook, test, arr = only.length ? only : tests;
	let num=0, errors='', total=arr.length;

	try {
		for (hook of before) await hook(state);

		for (test of arr) {
			state.__test__ = test.name;
			try {
				for (hook of bEach) await hook(state);
				await test.handler(state);
				for (hook of aEach) await hook(state);
				write(PASS);
				num++;
			} catch (err) {
				for (hook of aEach) await hook(state);
				if (errors.length) errors += '\\n';
				errors += format(test.name, err, name);
				write(FAIL);
			}
		}
	} finally {
		for (hook of after) await hook(state);
		return [errors || true, num, 0, total];
	}
}

let timer;
function defer() {
	clearTimeout(timer);
	timer = setTimeout(exec);
}

function setup(ctx, name = '') {
	const test = into(ctx, 'tests');
	test.before = hook(ctx, 'before');
	test.only = into(ctx, 'only');
	test.skip = () => { ctx.skips++ };
	test.run = () => {
		let copy = { ...ctx };
		let run = runner.bind(0, copy, name);
		Object.assign(ctx, context(copy.state));
		UVU_QUEUE[globalThis.UVU_INDEX || 0].push(run);
		isCLI || defer();
	};
	return test;
}

const suite = (name = '', state = {}) => setup(context(state), name);
const test = suite();

async function exec() {
	let code = 0;
	for (let group of UVU_QUEUE) {
		group.shift();
		for (let test of group) {
			let [errs] = await test();
			if (errs.length) code = 1;
		}
	}
	process.exitCode = code;
}
`;
const BIN = `#!/usr/bin/env node
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const { exec } = await import('./dist/index.mjs');
let index = 0;
for (const name of readdirSync('test')) {
  globalThis.UVU_INDEX = index++;
  globalThis.UVU_QUEUE.push([name]);
  await import(pathToFileURL('test/' + name).href);
}
await exec();
`;
const PACKAGE = {
  name: 'uvu',
  version: '0.5.6',
  exports: { '.': { require: './dist/index.js', import: './dist/index.mjs' }, './assert': './assert.js', './bin.js': './bin.js' },
};
const TESTS = `import { suite } from 'uvu';
import { is } from 'uvu/assert';
import { sign } from '../src/sign.js';
const Sign = suite('sign');
Sign('works', () => is(sign(1), 1));
Sign('fails', () => {
  is(sign(1), 2);
});
Sign.skip('skipped', () => {});
Sign.run();
`;
const FILES = {
  'package.json': JSON.stringify({ name: 'x', private: true, type: 'module', scripts: { test: 'node node_modules/uvu/bin.js' } }),
  'node_modules/uvu/bin.js': `import('./run.mjs');\n`,
  'node_modules/uvu/run.mjs': BIN,
  'node_modules/uvu/assert.js': "const assert = require('node:assert');\nexports.is = (a, b) => assert.strictEqual(a, b);\n",
  'node_modules/uvu/dist/index.js': `${CORE}exports.exec = exec;\nexports.suite = suite;\nexports.test = test;\n`,
  'node_modules/uvu/dist/index.mjs': CORE.replace('const suite', 'export const suite')
    .replace('const test = suite', 'export const test = suite')
    .replace('async function exec', 'export async function exec'),
  'node_modules/uvu/package.json': JSON.stringify(PACKAGE),
  'src/sign.js': 'export function sign(x) {\n  if (x < 0) {\n    return -1;\n  }\n  return 1;\n}\n',
  'test/sign.js': TESTS,
  'test/common.cjs': "const { test } = require('uvu');\ntest('CommonJS', () => {});\ntest.run();\n",
};
const shown = (tests: Awaited<ReturnType<typeof runTests>>['tests']) =>
  tests.map(({ status, file, line, name }) => [status, file, line, ...name]).toSorted();

describe('uvu', () => {
  test('hears tests, places and coverage of an unchanged npm test', async () => {
    using checkout = checkoutWith(FILES);
    const report = await runTests(uvu(), { checkout });
    expect(shown(report.tests)).toEqual([
      ['failed', 'test/sign.js', 7, 'fails'],
      ['passed', 'test/common.cjs', null, 'CommonJS'],
      ['passed', 'test/sign.js', null, 'works'],
      ['skipped', 'test/sign.js', null, 'skipped'],
    ]);
    expect([report.tools, report.exitCode]).toEqual([[{ name: 'uvu', version: '0.5.6' }], 1]);
    expect([...(report.coverage?.get('src/sign.js') ?? [])]).toEqual([
      [2, 2],
      [3, 0],
      [5, 2],
    ]);
  });

  test.each([
    [
      'a hook in front of them that fails, which uvu passes over',
      'Sign.before(() => { throw new Error(); });',
      ['failed', 'failed', 'skipped'],
    ],
    ['a process that ends with success before its tests', 'Sign.before(() => process.exit(0));', ['failed', 'failed', 'skipped']],
    ['one test that is chosen', "Sign.only('chosen', () => {});", ['passed', 'skipped', 'skipped', 'skipped']],
  ])('%s', async (_, more, statuses) => {
    using checkout = checkoutWith({ ...FILES, 'test/sign.js': TESTS.replace('Sign.skip', `${more}\nSign.skip`) });
    const { tests } = await runTests(uvu(), { checkout, command: 'node test/sign.js' });
    expect(tests.map(({ status }) => status).toSorted()).toEqual(statuses);
  });

  test('planted tests fail', async () => {
    const files: Record<string, string> = FILES;
    const paths = Object.keys(files).filter((path) => path.startsWith('test/'));
    const tree = { id: '0', paths, has: () => true, entry: () => undefined, read: async (path: string) => files[path] ?? null };
    const plant = await uvu().sentinel(tree, 'n0-nce');
    const probe = uvu().probe('n0-nce');
    assert(plant !== null && probe !== null);
    using checkout = checkoutWith(FILES);
    const { tests } = await runTests(uvu(), { checkout, plant, probed: { text: probe.text, paths } });
    expect(shown(tests.filter(({ name }) => name[0]?.includes('n0-nce')))).toEqual([
      ['failed', 'test/common.cjs', 6, 'fails again n0-nce'],
      ['failed', plant.path, 9, 'jidoka sentinel n0-nce'],
      ['failed', 'test/sign.js', 13, 'fails again n0-nce'],
    ]);
  });

  test.each([
    [
      'a uvu of other words',
      'node test/sign.js',
      { ...FILES, 'node_modules/uvu/dist/index.mjs': FILES['node_modules/uvu/dist/index.mjs'].replace('num=0', 'num =0') },
    ],
    ['a command without uvu', 'true', FILES],
  ])('%s is no answer', async (_, command, files) => {
    using checkout = checkoutWith(files);
    await expect(runTests(uvu(), { checkout, command })).rejects.toThrow(AdapterError);
  });
});
