/**
 * A module that NODE_OPTIONS loads into every Node process of the test command before its code: from then on nobody replaces what
 * `node:assert` is made of. What the product does to it would count for tests that nobody touched.
 */
export function guardSource(): string {
  return `'use strict';
const assert = require('node:assert');
for (const library of [assert, assert.strict]) {
  for (const key of Reflect.ownKeys(library)) {
    const { value, configurable } = Reflect.getOwnPropertyDescriptor(library, key);
    if (typeof value === 'function' && configurable) Object.defineProperty(library, key, { writable: false, configurable: false });
  }
}
`;
}
