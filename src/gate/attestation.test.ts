import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/rig/temporary.ts';
import type { CheckerResult } from '../domain/verdict.ts';
import { createSigningKey } from '../platform/signing-key.ts';
import { type AttestationRequest, type Expectation, objections, readAttestation, signAttestation } from './attestation.ts';
import { CATALOG } from './policy.ts';
import { readEvidence, signEvidence } from './release-evidence.ts';
import type { GateResult } from './run-gate.ts';
import { signWaiver } from './waivers-file.ts';

function newKey() {
  using folder = temporaryFolder();
  return createSigningKey({ XDG_CONFIG_HOME: folder.path });
}

const key = newKey();
const otherKey = newKey();
const TREE = 'a'.repeat(40);
const BASE = 'b'.repeat(40);
const POLICY = 'c'.repeat(64);

const CHECKERS: readonly CheckerResult[] = CATALOG.filter(({ isBuilt, judges }) => isBuilt && judges.includes('change')).map(
  ({ number, id }) => ({
    number,
    id,
    mode: 'enforced',
    verdict: 'passed',
    examined: 1,
    inScope: 1,
    durationMs: 5,
    cached: false,
    tools: [{ name: 'tool', version: '1.2.3', digest: 'd' }],
    findings: [
      { rule: 'odd', severity: 'warning', message: 'm', path: 'a.js', fingerprint: 'f', baselineState: 'new', remediation: 'r' },
      { rule: 'bad', severity: 'error', message: 'm', path: 'a.js', fingerprint: 'g', baselineState: 'unchanged', remediation: 'r' },
    ],
    measurements: [{ name: 'n', value: 1, unit: 'u' }],
  }),
);

const GATE: GateResult = {
  outcome: 'green',
  isPartial: false,
  checkers: CHECKERS,
  coverage: { inScope: 1, examined: 1, unexamined: [], unsupported: [] },
  notBuilt: [1, 3],
  reasons: [],
  failing: [],
};

const REQUEST: AttestationRequest = {
  tree: TREE,
  base: BASE,
  artefact: 'e'.repeat(64),
  gate: GATE,
  policy: { digest: POLICY, phase: 3, source: 'base' },
  sandbox: 'process',
  network: { install: 'host', commands: 'host', agent: 'host', release: 'host' },
  trustDomain: 'person',
  dependencies: { kind: 'locked', key: 'k' },
  jidoka: '0.1.0',
  ledgerHead: { index: 3, hash: 'f'.repeat(64) },
};

const EXPECTED: Expectation = {
  tree: TREE,
  base: BASE,
  policyDigest: POLICY,
  phase: 3,
  joined: [],
  configuredModes: {},
  sandbox: 'process',
};

const envelope = signAttestation(key, REQUEST);

const ONE_SIGNATURE = 'the attestation is no DSSE envelope with exactly one signature that can be read';

/** What keeps an attestation of this request from standing where `expected` is expected. */
function objectionsTo(request: Partial<AttestationRequest>, expected: Partial<Expectation> = {}): string[] {
  const read = readAttestation(signAttestation(key, { ...REQUEST, ...request }), [key.publicKey]);
  if (!read.ok) throw new Error(read.reason);
  return objections(read.attestation, { ...EXPECTED, ...expected });
}

const withChecker = (id: string, change: Partial<CheckerResult>): Partial<AttestationRequest> => ({
  gate: { ...GATE, checkers: CHECKERS.map((checker) => (checker.id === id ? { ...checker, ...change } : checker)) },
});

test('what is signed is read again', () => {
  const read = readAttestation(envelope, [otherKey.publicKey, key.publicKey]);
  const { gate: _, tree, base, artefact, ...rest } = REQUEST;
  expect(read).toEqual({
    ok: true,
    attestation: {
      tree,
      base,
      artefact,
      keyId: key.keyId,
      predicate: {
        ...rest,
        notBuilt: [1, 3],
        checkers: CHECKERS.map(({ measurements: __, ...checker }) => ({
          ...checker,
          findings: { new: 1, unchanged: 1, waived: 0, blocking: 0 },
        })),
      },
    },
  });
  expect(objectionsTo({})).toEqual([]);
});

test('only a whole green gate is signed', () => {
  for (const gate of [
    { ...GATE, outcome: 'red' as const },
    { ...GATE, outcome: 'undecided' as const },
    { ...GATE, isPartial: true },
  ])
    expect(() => signAttestation(key, { ...REQUEST, gate })).toThrow(RangeError);
});

describe('refuses', () => {
  test.each<[string, Partial<AttestationRequest>, Partial<Expectation>, string]>([
    ['another tree', {}, { tree: '1'.repeat(40) }, 'it is for the tree aaaa'],
    ['another base', {}, { base: '1'.repeat(40) }, 'it is for a change on bbbb'],
    ['another policy', {}, { policyDigest: '1'.repeat(64) }, 'it was judged under another policy (cccccccccccc'],
    ['dependencies that are not locked', { dependencies: { kind: 'unlocked', key: 'k' } }, {}, 'its dependencies are not locked'],
    [
      'an enforced checker that ran in shadow',
      withChecker('test-coverage', { mode: 'shadow' }),
      {},
      'checker 6 test-coverage is enforced and ran in shadow',
    ],
    [
      'an enforced checker that failed',
      withChecker('test-coverage', { verdict: 'failed' }),
      {},
      'checker 6 test-coverage is enforced and failed',
    ],
    [
      'an enforced checker that errored',
      withChecker('build-and-compile', { verdict: 'errored' }),
      {},
      'checker 5 build-and-compile is enforced and errored',
    ],
    [
      'an enforced checker that was not asked',
      withChecker('build-and-compile', { verdict: 'cancelled' }),
      {},
      'checker 5 build-and-compile is enforced and cancelled',
    ],
    [
      'an enforced checker that did not run',
      { gate: { ...GATE, checkers: CHECKERS.filter(({ number }) => number !== 4) } },
      {},
      'checker 4 generated-code-integrity is enforced and did not run',
    ],
  ])('%s', (_, request, expected, objection) => {
    expect(objectionsTo(request, expected).map((text) => text.slice(0, objection.length))).toEqual([objection]);
  });

  test('a checker that says it passed with a finding that blocks', () => {
    const finding = { rule: 'bad', severity: 'error', message: 'm', path: 'a', fingerprint: 'f', baselineState: 'new' } as const;
    expect(objectionsTo(withChecker('test-coverage', { findings: [finding] }))).toEqual([
      'checker 6 test-coverage is enforced and passed with 1 findings that block',
    ]);
  });

  test('a second record of a checker beside a green one', () => {
    const red = CHECKERS.filter(({ number }) => number === 6).map((checker) => ({ ...checker, verdict: 'failed' as const }));
    expect(objectionsTo({ gate: { ...GATE, checkers: [...CHECKERS, ...red] } })).toEqual(['checker 6 test-coverage is in it 2 times']);
  });

  test('nothing for a checker that is in shadow at that phase and not tightened', () => {
    const request = withChecker('test-coverage', { mode: 'shadow', verdict: 'failed' });
    expect([
      objectionsTo(request, { phase: 2 }),
      objectionsTo(request, { phase: 2, configuredModes: { 'test-coverage': 'enforced' } }),
    ]).toEqual([[], ['checker 6 test-coverage is enforced and ran in shadow']]);
  });

  test.each<[string, string, readonly string[], string]>([
    ['no trusted key', envelope, [], 'the base commit trusts no key (.jidoka/trusted-keys)'],
    ['another key', envelope, [otherKey.publicKey], 'it is signed by no key that the base commit trusts'],
    ['rubbish for a key', envelope, ['not a key', ''], 'it is signed by no key that the base commit trusts'],
    ['no JSON', 'x', [key.publicKey], 'the attestation is no DSSE envelope'],
    ['nothing', '', [key.publicKey], 'the attestation is no DSSE envelope'],
    ['nesting without end', '['.repeat(100_000), [key.publicKey], 'the attestation is no DSSE envelope'],
    ['two signatures', envelope.replace(/\[(\{.*\})\]/, '[$1,$1]'), [key.publicKey], ONE_SIGNATURE],
    ['no signature', envelope.replace(/\[\{.*\}\]/, '[]'), [key.publicKey], ONE_SIGNATURE],
    [
      'another type',
      envelope.replace('in-toto', 'in-tata'),
      [key.publicKey],
      'the attestation is no DSSE envelope of an in-toto statement: its payload is of another type',
    ],
    ['a member twice', envelope.replace('{', '{"payload":"e30=",'), [key.publicKey], 'the attestation is no DSSE envelope'],
    [
      'a member twice, the true one first',
      envelope.replace(/\}\n$/, ',"payload":"e30="}\n'),
      [key.publicKey],
      'the attestation is no DSSE envelope',
    ],
    [
      'a member spelled otherwise',
      envelope.replace('payloadType', 'payload\\u0054ype'),
      [key.publicKey],
      'the attestation is no DSSE envelope',
    ],
    ['a second line', `${envelope}${envelope}`, [key.publicKey], 'the attestation is no DSSE envelope'],
    [
      'another key’s name',
      envelope.replace(key.keyId, otherKey.keyId),
      [key.publicKey],
      'it names another key than the one that signed it',
    ],
  ])('%s', (_, text, keys, reason) => {
    expect(readAttestation(text, keys)).toEqual({ ok: false, reason });
  });

  test('a statement of another kind, though it is signed', () => {
    const payload = Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}');
    const type = 'application/vnd.in-toto+json';
    const sig = key.sign(Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} ${payload}`));
    const text = JSON.stringify({ payloadType: type, payload: payload.toString('base64'), signatures: [{ keyid: key.keyId, sig }] });
    expect(readAttestation(text, [key.publicKey])).toEqual({
      ok: false,
      reason: 'the attestation holds no statement that this Jidoka knows',
    });
  });

  test('a statement with a member twice, though it is signed: two readers could read two things', () => {
    const said = Buffer.from(JSON.parse(envelope).payload, 'base64').toString();
    const payload = Buffer.from(said.replace('"verdict":"passed"', '"verdict":"failed","verdict":"passed"'));
    const type = 'application/vnd.in-toto+json';
    const sig = key.sign(Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload]));
    const text = JSON.stringify({ payloadType: type, payload: payload.toString('base64'), signatures: [{ keyid: key.keyId, sig }] });
    expect(readAttestation(text, [key.publicKey])).toEqual({
      ok: false,
      reason: 'the attestation holds no statement that this Jidoka knows',
    });
  });

  test('what the key signed as something else: a waiver, or how a release ended', () => {
    const { fingerprint, signature } = signWaiver(key, {
      fingerprint: 'a'.repeat(32),
      checker: 'test-coverage',
      rule: 'r',
      path: 'p',
      reason: 'x',
      expires: '2026-01-01',
    });
    const { payload, payloadType } = JSON.parse(envelope);
    const borrowed = JSON.stringify({ payloadType, payload, signatures: [{ keyid: key.keyId, sig: signature?.value }] });
    const release = signEvidence(key, {
      commit: BASE,
      artefact: 'e'.repeat(64),
      deployment: 'release-1',
      outcome: 'promoted',
      deploymentHead: { index: 1, hash: 'f'.repeat(64) },
      jidoka: '0.1.0',
      ledgerHead: { index: 3, hash: 'f'.repeat(64), ledger: 'f'.repeat(64) },
    });
    const trusted = [key.publicKey];
    expect([
      readAttestation(borrowed, trusted),
      readAttestation(release, trusted),
      readEvidence(envelope, trusted),
      fingerprint.length,
    ]).toEqual([
      { ok: false, reason: 'it is signed by no key that the base commit trusts' },
      { ok: false, reason: 'the attestation holds no statement that this Jidoka knows' },
      { ok: false, reason: 'it holds no statement about a release' },
      32,
    ]);
    expect(readEvidence(release, trusted)).toMatchObject({ ok: true, evidence: { deployment: 'release-1', outcome: 'promoted' } });
    expect(readEvidence(release, [otherKey.publicKey])).toMatchObject({ ok: false });
  });

  test('every one of 2,000 envelopes with a character changed, lost or added', () => {
    const text = envelope.trimEnd();
    const mutation = fc.record({
      at: fc.nat(text.length - 1),
      length: fc.nat(2),
      by: fc.string({ minLength: 0, maxLength: 2 }),
    });
    fc.assert(
      fc.property(mutation, ({ at, length, by }) => {
        const mutated = text.slice(0, at) + by + text.slice(at + length);
        fc.pre(mutated !== text && !isSameJson(mutated, text));
        return !readAttestation(mutated, [key.publicKey]).ok;
      }),
      { numRuns: 2000 },
    );
  });
});

/** White space between the parts of a JSON text changes nothing that is said. */
function isSameJson(one: string, two: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(two));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
