/**
 * A module that NODE_OPTIONS loads into every Node process of the test command before its code: from then on nobody replaces what
 * `node:assert` and `node:test` are made of, nor the method by which node:test calls a test. What the product does to them would count for
 * tests that nobody touched.
 *
 * That method is everybody's, and tracers wrap it: an assignment is passed over, as one that throws would end honest suites, and so would a
 * property that objects of their own cannot be given any more.
 */
export function guardSource(): string {
  return `'use strict';
const assert = require('node:assert');
const { AsyncResource } = require('node:async_hooks');
const lock = (library) => {
  for (const key of Reflect.ownKeys(library)) {
    const { value, configurable } = Reflect.getOwnPropertyDescriptor(library, key);
    if (typeof value === 'function' && configurable) Object.defineProperty(library, key, { writable: false, configurable: false });
  }
};
lock(assert);
lock(assert.strict);
// Before, it warns that it is an experiment, in processes that never load it.
if (Number.parseInt(process.versions.node, 10) >= 20) lock(require('node:test'));
const scoped = AsyncResource.prototype.runInAsyncScope;
Object.defineProperty(AsyncResource.prototype, 'runInAsyncScope', {
  configurable: false,
  get: () => scoped,
  set(value) {
    if (this === AsyncResource.prototype) return;
    Object.defineProperty(this, 'runInAsyncScope', { value, writable: true, enumerable: true, configurable: true });
  },
});
`;
}
