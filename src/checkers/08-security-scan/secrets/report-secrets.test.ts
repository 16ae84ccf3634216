import { expect, test } from 'vitest';
import { sightingOf } from './report-secrets.ts';
import type { Secret } from './secret.ts';

const password = (value: string): Secret => ({ rule: 'hard-coded-secret', what: 'a password', value, line: 1, strength: 'strong' });
const said = (value: string, codes = new Map<string, string>()) => sightingOf('a.env', password(value), codes)?.code ?? '';

test('says neither a secret nor what it can be found from', () => {
  const sighting = sightingOf('a.env', password('Tr0ub4dor&3x'));
  expect([sighting?.message, sighting?.isOfFile, sighting?.code?.length]).toEqual(['a password, 12 characters', true, 2]);
});

test('tells two passwords from each other that have the same few bits', () => {
  const values = Array.from({ length: 600 }, (_, index) => `Passw0rd-${1000 + index}`);
  const codes = new Map<string, string>();
  const first = values.map((value) => said(value, codes));
  expect([new Set(first).size, values.map((value) => said(value, codes))]).toEqual([600, first]);
});
