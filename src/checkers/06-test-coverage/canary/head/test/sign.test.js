import assert from 'node:assert/strict';
import test from 'node:test';
import { sign } from '../src/sign.js';

test('a negative number has a negative sign', () => assert.equal(sign(-2), -1));
