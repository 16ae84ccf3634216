import { expect, test } from 'vitest';
import { parseSource } from './parse-source.ts';
import { patchedAssertionsIn } from './patched-assertions.ts';

function patches(text: string): number {
  const source = parseSource('a.ts', text);
  if (source === null || source.problem !== null) throw new Error('does not parse');
  return patchedAssertionsIn(source.program).length;
}

test.each([
  [1, `Object.assign(process.getBuiltinModule('node:assert').strict, { equal: () => true });`],
  [1, `Reflect.set(process.getBuiltinModule('assert/strict'), 'equal', () => true);`],
  [1, `process.getBuiltinModule('node:test').test = () => true;`],
  [1, `Reflect.set(assert, 'equal', () => true);`],
  [0, `Object.assign({}, process.getBuiltinModule('node:assert'));`],
  [0, `Object.assign(process.getBuiltinModule('node:fs'), {});`],
  [0, `new Map().set(assert, 1);`],
  [1, `expect.extend({ toBe: () => ({ pass: true }) });`],
  [1, `expect.extend({ 'toEqual'() { return { pass: true }; } });`],
  [1, `expect.extend({ ['to' + 'Be']: pass });`],
  [1, `held?.extend({ toStrictEqual: pass });`],
  [0, `expect.extend({ toBeEven, toMatchSchema() {} }); expect.extend(matchers); base.extend({ page: true, match: 1 });`],
  [0, `chai.config.truncateThreshold = 0;`],
  [1, `chai.use((_, { addMethod }) => utils.addMethod(_.Assertion.prototype, 'equal', pass));`],
  [1, `chai.use(({ Assertion }) => Assertion.overwriteMethod('equal', () => pass));`],
  [0, `chai.use(promised); chai.use(({ Assertion }) => Assertion.addMethod('greeted', check));`],
  [2, `globalThis[Object.getOwnPropertySymbols(globalThis).find((one) => String(one).includes('expect-global'))];`],
  [1, `globalThis[Symbol.for('$$jest-matchers-object')].matchers = {};`],
  [1, `keys.find((one) => /expect-global/.test(one));`],
  [0, `Object.getOwnPropertySymbols(error); Reflect.ownKeys(list); globalThis[Symbol.for('app')] = 'what expect-global is';`],
  [2, `afterEach(({ task }) => { task.result.state = 'pass'; task.result.errors = []; });`],
  [2, `afterEach((context) => { context.task.result!.errors!.length = 0; Object.assign(context.task.result, passed); });`],
  [3, `afterEach(({ task }) => { delete task.result.errors; task.result.errors.splice(0); task.result = { state: one }; });`],
  [1, `export const settle = (one) => { one.result.state = 'pass'; };`],
  [0, `task.result = await run(); task.state = 'pass'; queue.task.result.value = 1; log(task.result.state); task.results.push(1);`],
])('%i: %s', (count, text) => expect(patches(text)).toBe(count));
