import { canonicalJson } from '../../../src/domain/canonical-json.ts';
import type { CheckerResult } from '../../../src/domain/verdict.ts';
import { type Expectation, objections, readAttestation, signAttestation } from '../../../src/gate/attestation.ts';
import { CATALOG } from '../../../src/gate/policy.ts';
import { createSigningKey, type SigningKey } from '../../../src/platform/signing-key.ts';
import { temporaryFolder } from '../../rig/temporary.ts';
import type { Chance } from '../chance.ts';
import { mutateJson } from '../mutate-json.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const EXPECTED: Expectation = {
  tree: 'a'.repeat(40),
  base: 'b'.repeat(40),
  policyDigest: 'c'.repeat(64),
  phase: 3,
  joined: [],
  configuredModes: {},
  sandbox: 'process',
};

const REQUIRED = CATALOG.filter(({ isBuilt, judges, phase }) => isBuilt && judges.includes('change') && phase <= EXPECTED.phase);

/** A statement that its key's owner signed. */
function envelopeOf(key: SigningKey): string {
  const checkers = REQUIRED.map(
    ({ number, id }): CheckerResult => ({
      number,
      id,
      mode: 'enforced',
      verdict: 'passed',
      examined: 2,
      inScope: 2,
      durationMs: 5,
      cached: false,
      tools: [{ name: 'tool', version: '1.2.3' }],
      findings: [],
      measurements: [],
    }),
  );
  const gate = {
    outcome: 'green',
    isPartial: false,
    checkers,
    coverage: { inScope: 2, examined: 2, unexamined: [], unsupported: [] },
    notBuilt: [1],
    reasons: [],
    failing: [],
  } as const;
  return signAttestation(key, {
    tree: EXPECTED.tree,
    base: EXPECTED.base,
    artefact: 'e'.repeat(64),
    gate,
    policy: { digest: EXPECTED.policyDigest, phase: 3, source: 'base' },
    sandbox: 'process',
    network: { install: 'registries', commands: 'loopback', agent: ['model.example:443'], release: 'host' },
    trustDomain: 'person',
    dependencies: { kind: 'locked', key: 'k' },
    jidoka: '0.1.0',
    ledgerHead: { index: 3, hash: 'f'.repeat(64) },
  });
}

/** As DSSE says, written a second time: what a signature covers is not asked of the code that checks it. */
function sign(key: SigningKey, payload: string, payloadType = 'application/vnd.in-toto+json'): string {
  const body = Buffer.from(payload);
  const covered = Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${body.length} `), body]);
  return JSON.stringify({ payloadType, payload: body.toString('base64'), signatures: [{ keyid: key.keyId, sig: key.sign(covered) }] });
}

interface Signed {
  readonly text: string;
  readonly payload: string;
  readonly key: SigningKey;
  readonly other: SigningKey;
}

/** What is mutated is an envelope as others may hand it in: it stands only when it says, byte for byte, what was signed. */
export const envelopes: FuzzTarget = {
  refusals: [],
  open() {
    const [key, other] = [newKey(), newKey()];
    const text = envelopeOf(key);
    const signed = { text, payload: payloadOf(text), key, other };
    if (standsFor(text, [key.publicKey]).length > 0) throw new Error('the envelope as it was signed does not stand');
    return { attempt: (chance) => (chance.oneIn(3) ? signedStatement(signed, chance) : foreignEnvelope(signed, chance)) };
  },
};

function foreignEnvelope({ text, payload, key, other }: Signed, chance: Chance): string {
  const made = forged({ text, payload, key, other }, chance);
  const trusted = [other.publicKey, key.publicKey].slice(chance.integer(0, 1));
  const read = readAttestation(made, trusted);
  if (!read.ok) return 'refused';
  must(payloadOf(made) === payload, 'a statement nobody signed is believed', payloadOf(made));
  must(standsFor(made, trusted).length === 0, 'what was signed does not stand any more');
  return 'says what was signed';
}

function forged({ text, payload, key, other }: Signed, chance: Chance): string {
  switch (chance.integer(0, 6)) {
    case 0:
      return mutateText(text, chance, [sign(other, payload)]);
    case 1:
      return JSON.stringify(mutateJson(JSON.parse(text), chance));
    case 2: {
      // Another statement under the old signature.
      const statement = chance.oneIn(2) ? mutateText(payload, chance) : JSON.stringify(mutateJson(JSON.parse(payload), chance));
      return JSON.stringify({ ...(JSON.parse(text) as object), payload: Buffer.from(statement).toString('base64') });
    }
    case 6: {
      // As long as before and well-formed: one digit of a digest, one letter of a verdict.
      const at = chance.oneOf([...payload.matchAll(/[0-9a-f](?=[0-9a-z-]*")/g)]).index;
      const statement = payload.slice(0, at) + chance.oneOf([...'0123456789abcdef']) + payload.slice(at + 1);
      return JSON.stringify({ ...(JSON.parse(text) as object), payload: Buffer.from(statement).toString('base64') });
    }
    case 3: {
      // Signed by somebody, under the name of the one who is trusted.
      const envelope = JSON.parse(sign(other, mutateText(payload, chance))) as { signatures: { keyid: string }[] };
      return JSON.stringify({ ...envelope, signatures: envelope.signatures.map((one) => ({ ...one, keyid: key.keyId })) });
    }
    case 4:
      return text.replace(/"payload":"([^"]*)"/, (_, body: string) => `"payload":"${otherSpelling(body, chance)}"`);
    default:
      return text.replace(/"sig":"([^"]*)"/, (_, body: string) => `"sig":"${otherSpelling(body, chance)}"`);
  }
}

/** Base64 that a lenient reader takes for the same, and some that it does not. */
function otherSpelling(body: string, chance: Chance): string {
  const at = chance.integer(0, body.length);
  return chance.oneOf([
    body.replace(/=+$/, ''),
    `${body}=`,
    body.replaceAll('+', '-').replaceAll('/', '_'),
    `${body.slice(0, at)}\\n${body.slice(at)}`,
    `${body.slice(0, at)} ${body.slice(at)}`,
    body.replace(/.(?==*$)/, chance.oneOf(['A', 'B', 'Q', 'g'])),
    `${body.slice(0, at)}${chance.oneOf(['A', '*', '=', 'é'])}${body.slice(at + 1)}`,
  ]);
}

/** A key's owner may sign what he likes: it stands only where every enforced checker says yes for this tree, base and policy. */
function signedStatement({ payload, key }: Signed, chance: Chance): string {
  const original = JSON.parse(payload) as object;
  const statement = mutateJson(original, chance);
  const text = sign(key, chance.oneIn(2) ? canonicalOr(statement) : JSON.stringify(statement), chance.oneIn(9) ? 'text/plain' : undefined);
  const against = standsFor(text, [key.publicKey]);
  if (against.length > 0) return 'refused';
  const { subject, predicate } = JSON.parse(payloadOf(text)) as Statement;
  must(
    subject[0]?.digest.gitTree === EXPECTED.tree && subject[1]?.digest.gitCommit === EXPECTED.base,
    'it stands for another tree',
    subject,
  );
  must(
    predicate.policy.digest === EXPECTED.policyDigest && predicate.sandbox === EXPECTED.sandbox,
    'it stands under another policy',
    predicate.policy,
  );
  for (const { id } of REQUIRED) {
    const entries = predicate.checkers.filter((one) => one.id === id);
    const isGreen =
      entries.length === 1 &&
      entries.every(
        ({ mode, verdict, findings }) => mode === 'enforced' && /^(passed|not-applicable)$/.test(verdict) && findings.blocking === 0,
      );
    must(isGreen, 'it stands without a green checker', id, entries);
  }
  return 'stands';
}

interface Statement {
  readonly subject: readonly { readonly digest: Readonly<Record<string, string>> }[];
  readonly predicate: {
    readonly policy: { readonly digest: string };
    readonly sandbox: string;
    readonly checkers: readonly {
      readonly id: string;
      readonly mode: string;
      readonly verdict: string;
      readonly findings: { readonly blocking: number };
    }[];
  };
}

function standsFor(text: string, keys: readonly string[]): readonly string[] {
  const read = readAttestation(text, keys);
  return read.ok ? objections(read.attestation, EXPECTED) : [read.reason];
}

function payloadOf(text: string): string {
  return Buffer.from((JSON.parse(text) as { payload: string }).payload, 'base64').toString();
}

/** What canonical JSON refuses is signed as it is. */
function canonicalOr(value: unknown): string {
  try {
    return canonicalJson(value);
  } catch {
    // Half a surrogate pair, for example.
    return JSON.stringify(value);
  }
}

function newKey(): SigningKey {
  using folder = temporaryFolder();
  return createSigningKey({ XDG_CONFIG_HOME: folder.path });
}
