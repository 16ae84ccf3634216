import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import type { Change } from '../domain/change.ts';
import type { Finding } from '../domain/finding.ts';
import { NO_WAIVERS, type Waiver, type WaiverBook } from '../domain/waiver.ts';
import { createSigningKey, type SigningKey } from '../platform/signing-key.ts';
import { isSignedWaiver, parseWaivers, signWaiver, withWaiver } from './waivers-file.ts';
import { openWaivers, type WaiverSource, waive } from './waivers.ts';

function newKey(): SigningKey {
  using folder = temporaryFolder();
  return createSigningKey({ XDG_CONFIG_HOME: folder.path });
}

const key = newKey();
const otherKey = newKey();
const NOW = Date.parse('2026-01-10T12:00:00Z');
const PLAIN: Waiver = {
  fingerprint: 'a'.repeat(32),
  checker: 'style-and-convention',
  rule: 'lint',
  path: 'src/a.js',
  reason: 'Gone with the next release',
  expires: '2026-02-01',
};
const SIGNED = signWaiver(key, PLAIN);

const textOf = (...waivers: readonly Waiver[]): string => waivers.reduce<string | null>((text, one) => withWaiver(text, one), null) ?? '';

function opened(source: Partial<WaiverSource>): Promise<WaiverBook> {
  return openWaivers({
    base: null,
    head: null,
    isPlain: true,
    trustedKeys: [key.publicKey],
    now: NOW,
    wasThere: async () => false,
    ...source,
  });
}

/** In a word: who is in force from where, what is wrong with others, and whether the file's change is settled. */
async function said(source: Partial<WaiverSource>) {
  const { inForce, faults, isSettled } = await opened(source);
  return {
    inForce: inForce.map(({ fingerprint, from }) => `${fingerprint.slice(0, 2)} ${from}`),
    faults: faults.map(({ rule, message, isOld }) => `${rule}${isOld ? ' (old)' : ''}: ${message}`),
    isSettled,
  };
}

const WHAT = `the waiver of ${PLAIN.fingerprint.slice(0, 12)}`;
const WHOLE = `${WHAT} (style-and-convention/lint in src/a.js)`;

test('counts from base on, and no more when the change takes it away', async () => {
  expect(await said({ base: textOf(PLAIN), head: textOf(PLAIN) })).toEqual({ inForce: ['aa base'], faults: [], isSettled: true });
  expect(await said({ base: textOf(PLAIN), head: null })).toEqual({ inForce: [], faults: [], isSettled: true });
  expect(await said({})).toEqual({ inForce: [], faults: [], isSettled: true });
});

test('counts in the change that adds it when a key signed it that base trusts', async () => {
  expect(await said({ head: textOf(SIGNED) })).toEqual({ inForce: ['aa change'], faults: [], isSettled: true });
});

describe('does not count', () => {
  test.each<[string, Partial<WaiverSource>, string[]]>([
    ['unsigned in the change that adds it', { head: textOf(PLAIN) }, []],
    [
      'signed by another key',
      { head: textOf(signWaiver(otherKey, PLAIN)) },
      [`waiver-invalid: ${WHAT} is signed by no key that the base commit trusts`],
    ],
    [
      'signed by another key under the name of the trusted one',
      { head: textOf({ ...SIGNED, signature: { key: key.keyId, value: signWaiver(otherKey, PLAIN).signature?.value ?? '' } }) },
      [`waiver-invalid: ${WHAT} is signed by no key that the base commit trusts`],
    ],
    [
      'signed by a key that base trusts no more',
      { head: textOf(SIGNED), trustedKeys: [] },
      [`waiver-invalid: ${WHAT} is signed by no key that the base commit trusts`],
    ],
    ...(
      [
        ['fingerprint', { fingerprint: 'b'.repeat(32) }],
        ['day', { expires: '2026-02-02' }],
        ['reason', { reason: 'Another' }],
        ['rule', { rule: 'format' }],
        ['path', { path: 'src/b.js' }],
        ['checker', { checker: 'test-coverage' }],
      ] as const
    ).map(([part, change]): [string, Partial<WaiverSource>, string[]] => [
      `signed for another ${part}`,
      { head: textOf({ ...SIGNED, ...change }) },
      [
        `waiver-invalid: the waiver of ${('fingerprint' in change ? change : PLAIN).fingerprint.slice(0, 12)} is signed by no key that the base commit trusts`,
      ],
    ]),
    [
      'taken out of the history again',
      { head: textOf(SIGNED), wasThere: async (signature) => signature === SIGNED.signature?.value },
      [`waiver-invalid: ${WHAT} was there before and was taken back: waive it again, with another day or reason`],
    ],
    ['over', { head: textOf(signWaiver(key, { ...PLAIN, expires: '2026-01-09' })) }, [`waiver-expired: ${WHOLE} counted until 2026-01-09`]],
    [
      'for too long',
      { head: textOf(signWaiver(key, { ...PLAIN, expires: '2026-04-12' })) },
      [`waiver-invalid: ${WHOLE} reaches to 2026-04-12, more than 90 days ahead`],
    ],
    [
      'for what only an order opens',
      { head: textOf(signWaiver(key, { ...PLAIN, rule: 'protected-path' })) },
      [`waiver-invalid: ${WHAT} (style-and-convention/protected-path in src/a.js) is for a rule that nobody can waive`],
    ],
    ['in a file that is none', { head: textOf(SIGNED), isPlain: false }, ['waiver-invalid: .jidoka/waivers.yaml is no ordinary file']],
    [
      'in a file that cannot be read',
      { head: 'waivers: [{ fingerprint: 1 }]\n' },
      [expect.stringMatching(/^waiver-invalid: \.jidoka\/waivers\.yaml:1: waivers\[0\]\.checker: expected [^\n]+$/) as unknown as string],
    ],
    [
      'twice over under one key',
      { head: `${textOf(SIGNED)}waivers: []\n` },
      [expect.stringMatching(/^waiver-invalid: .*keys must be unique/i) as unknown as string],
    ],
  ])('%s', async (_, source, faults) => {
    expect(await said(source)).toEqual({ inForce: [], faults, isSettled: false });
  });

  test('from base when it is over or was to last too long, and it is said as what was there', async () => {
    const text = textOf({ ...PLAIN, expires: '2026-01-09' }, { ...PLAIN, fingerprint: 'c'.repeat(32), expires: '2027-01-01' });
    expect(await said({ base: text, head: text })).toEqual({
      inForce: [],
      faults: [
        `waiver-expired (old): ${WHOLE} counted until 2026-01-09`,
        'waiver-invalid (old): the waiver of cccccccccccc (style-and-convention/lint in src/a.js) reaches to 2027-01-01, more than 90 days ahead',
      ],
      isSettled: true,
    });
  });

  test('beyond its last moment', async () => {
    const text = textOf({ ...PLAIN, expires: '2026-01-10' });
    const at = async (time: string) => (await opened({ base: text, head: text, now: Date.parse(time) })).inForce.length;
    expect([await at('2026-01-10T23:59:59.999Z'), await at('2026-01-11T00:00:00Z')]).toEqual([1, 0]);
  });
});

test('one unsigned among signed ones leaves the change unsettled', async () => {
  const unsigned = { ...PLAIN, fingerprint: 'd'.repeat(32) };
  expect(await said({ head: textOf(SIGNED, unsigned) })).toEqual({ inForce: ['aa change'], faults: [], isSettled: false });
  // A day that somebody moved makes another waiver of it.
  expect(await said({ base: textOf(PLAIN), head: textOf({ ...PLAIN, expires: '2026-03-01' }) })).toEqual({
    inForce: [],
    faults: [],
    isSettled: false,
  });
});

const FINDING: Finding = {
  rule: 'lint',
  severity: 'error',
  message: 'm',
  path: 'src/a.js',
  fingerprint: PLAIN.fingerprint,
  baselineState: 'new',
};
const CHANGE: Change = { base: '', baseTree: '', tree: '', files: [] };
const book = (...inForce: WaiverBook['inForce']): WaiverBook => ({ ...NO_WAIVERS, inForce });

test('a finding says who waived it; one of another checker, rule or fingerprint does not', () => {
  const base = { checker: PLAIN.checker, change: CHANGE, book: book({ ...PLAIN, from: 'base' }) };
  expect(waive([FINDING], base)).toEqual([{ ...FINDING, waived: 'Gone with the next release (until 2026-02-01, from the base commit)' }]);
  expect(waive([FINDING], { ...base, book: book({ ...SIGNED, from: 'change' }) })).toEqual([
    { ...FINDING, waived: `Gone with the next release (until 2026-02-01, signed by key ${key.keyId.slice(0, 12)})` },
  ]);
  for (const other of [
    { ...FINDING, rule: 'format' },
    { ...FINDING, fingerprint: 'b'.repeat(32) },
  ])
    expect(waive([other], base)).toEqual([other]);
  expect(waive([FINDING], { ...base, checker: 'test-coverage' })).toEqual([FINDING]);
  // Whatever a waiver calls it.
  const protectedPath = { ...FINDING, rule: 'protected-path' };
  expect(waive([protectedPath], { ...base, book: book({ ...PLAIN, rule: 'protected-path', from: 'base' }) })[0]?.waived).toBe(undefined);
});

test.each<[string, readonly Finding[], 'base' | 'change', Change, string[]]>([
  ['a signed one that waives nothing', [], 'change', CHANGE, ['error waives nothing']],
  ['a signed one that waives what is gone', [{ ...FINDING, baselineState: 'absent' }], 'change', CHANGE, ['error waives nothing']],
  [
    'one of base whose finding is gone with the change',
    [{ ...FINDING, baselineState: 'absent' }],
    'base',
    CHANGE,
    ['warning waives nothing any more'],
  ],
  ['one of base in a file that the change does not touch', [], 'base', CHANGE, []],
  [
    'one of base in a file that the change touches',
    [],
    'base',
    {
      ...CHANGE,
      files: [{ path: 'src/a.js', status: 'modified', oldMode: '100644', newMode: '100644', binary: false, added: [], removed: [] }],
    },
    ['warning waives nothing any more'],
  ],
])('dangling: %s', (_, findings, from, change, expected) => {
  const found = waive(findings, { checker: PLAIN.checker, change, book: book({ ...PLAIN, from }) });
  const dangling = found.filter(({ rule }) => rule === 'waiver-dangling');
  expect(dangling.map(({ severity, message }) => `${severity} ${message.slice(message.indexOf('waives'))}`)).toEqual(expected);
});

test('the waiver of a flake holds when it does not show', () => {
  const flake = { ...PLAIN, rule: 'flaky-test', from: 'change' } as const;
  expect(waive([], { checker: PLAIN.checker, change: CHANGE, book: book(flake) })).toEqual([]);
});

test('the file keeps its comments, and holds one waiver a finding', () => {
  const text = `# Ours.\nwaivers:\n  # Ask Ada.\n  - fingerprint: ${'e'.repeat(32)}\n    checker: test-coverage\n    rule: r\n    path: p\n    reason: x\n    expires: 2026-01-31\n`;
  const two = withWaiver(text, SIGNED);
  expect(two.startsWith('# Ours.\nwaivers:\n  # Ask Ada.\n')).toBe(true);
  const again = withWaiver(two, { ...PLAIN, reason: 'Still' });
  expect(parseWaivers(again).map(({ fingerprint, reason }) => `${fingerprint[0]} ${reason}`)).toEqual(['e x', 'a Still']);
  const [, read] = parseWaivers(two);
  expect(read !== undefined && isSignedWaiver(read, [key.publicKey])).toBe(true);
  expect(parseWaivers(withWaiver('', PLAIN))).toEqual([PLAIN]);
});
