import { appendFileSync, chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSigningKey, loadSigningKey } from '../../src/platform/signing-key.ts';
import { configOf, GOOD, TARGET } from '../rig/greeter.ts';
import { copyLine, makeLine, type TestLine } from '../rig/line.ts';
import { runCli } from '../rig/program.ts';
import { commitWithNoteOf, FAKED_PARENTS, sideCommit } from '../rig/replayed.ts';

const NOTES = '--ref=refs/notes/jidoka';

/** A statement as it is signed; only what the forgers below touch is spelled out. */
interface Named {
  readonly name: string;
  readonly digest: object;
}

interface Statement {
  readonly subject: readonly Named[];
  readonly predicate: {
    readonly checkers: readonly { readonly id: string; readonly findings: object }[];
    readonly dependencies: object;
  };
}

interface Envelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

const readNote = (line: TestLine, commit: string): string => line.git('notes', NOTES, 'show', commit);
const writeNote = (line: TestLine, commit: string, text: string) => line.git('notes', NOTES, 'add', '-f', '-m', text, commit);
const envelopeOf = (line: TestLine, commit: string) => JSON.parse(readNote(line, commit)) as Envelope;
const statementOf = ({ payload }: Envelope) => JSON.parse(Buffer.from(payload, 'base64').toString()) as Statement;

/** The attestation of a commit with another content, under the old signature. */
function forge(line: TestLine, commit: string, edit: (envelope: Envelope) => object): string {
  writeNote(line, commit, JSON.stringify(edit(envelopeOf(line, commit))));
  return commit;
}

/** The attestation of a commit with another statement, truly signed by the trusted key: what another gate would have said. */
function signAnew(line: TestLine, commit: string, edit: (statement: Statement) => object): string {
  return forge(line, commit, (envelope) => {
    const payload = Buffer.from(JSON.stringify(edit(statementOf(envelope))));
    const key = loadSigningKey(line.env);
    const sig = key?.sign(
      Buffer.concat([Buffer.from(`DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payload.length} `), payload]),
    );
    return { ...envelope, payload: payload.toString('base64'), signatures: [{ keyid: key?.keyId, sig }] };
  });
}

function withChecker(id: string, change: object | null): (statement: Statement) => object {
  return ({ predicate, ...statement }) => ({
    ...statement,
    predicate: {
      ...predicate,
      checkers: predicate.checkers.flatMap((entry) => (entry.id === id ? (change === null ? [] : [{ ...entry, ...change }]) : [entry])),
    },
  });
}

const short = (id: string) => id.slice(0, 12);
const unaccepted = (line: TestLine, commit: string) =>
  `its base ${line.git('rev-parse', `${commit}^`).slice(0, 10)} is not on the protected branch main: nobody has accepted the policy and keys it brings along`;
const UNSIGNED = 'it is signed by no key that the base commit trusts';
const NO_ENVELOPE = 'the attestation is no DSSE envelope';

interface Refusal {
  readonly title: string;
  /** Answers the commit to release. */
  readonly arrange: (line: TestLine, attested: string) => string;
  readonly reasons: (line: TestLine, commit: string, attested: string) => readonly string[];
}

const MOVED: readonly Refusal[] = [
  {
    title: 'for another tree',
    arrange: (line, attested) => {
      const other = sideCommit(line, `${attested}^`, { ...GOOD, 'src/farewell.js': 'export const farewell = () => "";\n' });
      return commitWithNoteOf(line, attested, { tree: `${other}^{tree}`, parents: [`${attested}^`] });
    },
    reasons: (line, commit, attested) => [
      `it is for the tree ${line.git('rev-parse', `${attested}^{tree}`)}, the commit has ${line.git('rev-parse', `${commit}^{tree}`)}`,
    ],
  },
  {
    title: 'for another base',
    arrange: (line, attested) => {
      const parent = sideCommit(line, `${attested}^`, {});
      return commitWithNoteOf(line, attested, { tree: `${attested}^{tree}`, parents: [parent] });
    },
    reasons: (line, commit, attested) => [
      `it is for a change on ${line.git('rev-parse', `${attested}^`)}, the commit's parent is ${line.git('rev-parse', `${commit}^`)}`,
      unaccepted(line, commit),
    ],
  },
  {
    title: 'under another policy',
    arrange: (line, attested) => {
      const parent = sideCommit(line, `${attested}^`, { '.jidoka/config.yaml': configOf({ ...TARGET, phase: 4 }) });
      return commitWithNoteOf(line, attested, { tree: `${attested}^{tree}`, parents: [parent] });
    },
    reasons: (line, commit, attested) => [
      `it is for a change on ${line.git('rev-parse', `${attested}^`)}, the commit's parent is ${line.git('rev-parse', `${commit}^`)}`,
      expect.stringMatching(/^it was judged under another policy \([0-9a-f]{12}, the base commit has [0-9a-f]{12}\)$/),
      unaccepted(line, commit),
    ],
  },
  {
    title: 'by a key the base commit does not trust',
    arrange: (line, attested) => {
      const parent = sideCommit(line, `${attested}^`, {
        '.jidoka/trusted-keys': 'ed25519 MCowBQYDK2VwAyEA4vJ8s1rYzpdRjGkS0NbDp6mxXEQxSOdGVlY1lRrJYrM= other\n',
      });
      return commitWithNoteOf(line, attested, { tree: `${attested}^{tree}`, parents: [parent] });
    },
    reasons: () => [UNSIGNED],
  },
  {
    title: 'by a key that only the change itself trusts',
    arrange: (line, attested) => {
      const parent = sideCommit(line, `${attested}^`, { '.jidoka/trusted-keys': '# nobody yet\n' });
      return commitWithNoteOf(line, attested, { tree: `${attested}^{tree}`, parents: [parent] });
    },
    reasons: () => ['the base commit trusts no key (.jidoka/trusted-keys)'],
  },
  {
    title: 'by a key that a commit in between has brought along',
    arrange: (line, attested) => {
      const env = { ...line.env, XDG_CONFIG_HOME: join(line.folder, 'another') };
      const own = createSigningKey(env);
      const parent = sideCommit(line, `${attested}^`, { '.jidoka/trusted-keys': `ed25519 ${own.publicKey} other\n` });
      const commit = sideCommit(line, parent, GOOD);
      writeNote(line, commit, readNote(line, attested));
      const [tree, base] = [`${commit}^{tree}`, parent].map((ref) => line.git('rev-parse', ref));
      const subject = (named: Named) =>
        named.name === 'tree' ? { gitTree: tree } : named.name === 'base' ? { gitCommit: base } : named.digest;
      const edit = (statement: Statement) => ({
        ...statement,
        subject: statement.subject.map((named) => ({ ...named, digest: subject(named) })),
      });
      return signAnew({ ...line, env }, commit, edit);
    },
    // All else stands: it is signed, for this tree, on this base, under its policy.
    reasons: (line, commit) => [unaccepted(line, commit)],
  },
  {
    title: 'on a merge',
    arrange: (line, attested) => {
      const other = sideCommit(line, `${attested}^`, {});
      return commitWithNoteOf(line, attested, { tree: `${attested}^{tree}`, parents: [`${attested}^`, other] });
    },
    reasons: () => ['the commit has 2 parents; an attestation is for a change on one'],
  },
  {
    title: 'on a first commit',
    arrange: (line, attested) => commitWithNoteOf(line, attested, { tree: `${attested}^{tree}`, parents: [] }),
    reasons: () => ['the commit has 0 parents; an attestation is for a change on one'],
  },
  {
    title: 'that is not there',
    arrange: (line, attested) => {
      line.git('notes', NOTES, 'remove', attested);
      return attested;
    },
    reasons: () => ['the commit has no attestation (refs/notes/jidoka)'],
  },
];

const FORGED: readonly Refusal[] = [
  {
    title: 'with another payload under the signature',
    arrange: (line, attested) =>
      forge(line, attested, (envelope) => {
        const payload = JSON.stringify(withChecker('test-coverage', { verdict: 'not-applicable' })(statementOf(envelope)));
        return { ...envelope, payload: Buffer.from(payload).toString('base64') };
      }),
    reasons: () => [UNSIGNED],
  },
  {
    title: 'with one bit of the signature flipped',
    arrange: (line, attested) =>
      forge(line, attested, ({ signatures: [signature], ...envelope }) => {
        const bytes = Buffer.from(signature?.sig ?? '', 'base64');
        bytes[0] = (bytes[0] ?? 0) ^ 1;
        return { ...envelope, signatures: [{ ...signature, sig: bytes.toString('base64') }] };
      }),
    reasons: () => [UNSIGNED],
  },
  {
    title: 'without a signature',
    arrange: (line, attested) => forge(line, attested, (envelope) => ({ ...envelope, signatures: [] })),
    reasons: () => [`${NO_ENVELOPE} with exactly one signature that can be read`],
  },
  {
    title: 'of another type',
    arrange: (line, attested) => forge(line, attested, (envelope) => ({ ...envelope, payloadType: 'text/plain' })),
    reasons: () => [`${NO_ENVELOPE} of an in-toto statement: its payload is of another type`],
  },
  {
    title: 'beside which somebody has written of a release',
    arrange: (line, attested) => {
      writeNote(line, attested, `${readNote(line, attested)}\n${readNote(line, attested)}`);
      return attested;
    },
    reasons: () => ['what it says of a release does not stand: it holds no statement about a release'],
  },
  {
    title: 'that is no JSON',
    arrange: (line, attested) => {
      writeNote(line, attested, 'all is well');
      return attested;
    },
    reasons: () => [NO_ENVELOPE],
  },
];

const OTHERWISE_JUDGED: readonly Refusal[] = [
  {
    title: 'that says nothing of an enforced checker',
    arrange: (line, attested) => signAnew(line, attested, withChecker('test-coverage', null)),
    reasons: () => ['checker 6 test-coverage is enforced and did not run'],
  },
  {
    title: 'that judged in shadow what is enforced',
    arrange: (line, attested) => signAnew(line, attested, withChecker('test-coverage', { mode: 'shadow' })),
    reasons: () => ['checker 6 test-coverage is enforced and ran in shadow'],
  },
  ...(['failed', 'errored', 'timed-out', 'cancelled'] as const).map((verdict) => ({
    title: `with a verdict ${verdict}`,
    arrange: (line: TestLine, attested: string) => signAnew(line, attested, withChecker('generated-code-integrity', { verdict })),
    reasons: () => [`checker 4 generated-code-integrity is enforced and ${verdict}`],
  })),
  {
    title: 'with dependencies nobody can install again',
    arrange: (line, attested) =>
      signAnew(line, attested, ({ predicate, ...statement }) => ({
        ...statement,
        predicate: { ...predicate, dependencies: { ...predicate.dependencies, kind: 'unlocked' } },
      })),
    reasons: () => ['its dependencies are not locked: what was tested cannot be built again'],
  },
  {
    title: 'with a statement this Jidoka does not know',
    arrange: (line, attested) => signAnew(line, attested, (statement) => ({ ...statement, predicateType: 'urn:another' })),
    reasons: () => ['the attestation holds no statement that this Jidoka knows'],
  },
];

describe('an attestation', () => {
  let template: TestLine;
  let attested: string;
  beforeAll(async () => {
    template = makeLine({ config: TARGET });
    const change = template.commit(GOOD, 'By hand');
    const end = await template.run({ change, withRelease: false });
    attested = end.commit ?? '';
    expect([end.outcome, template.git('rev-parse', 'main')]).toEqual(['green', attested]);
  });
  afterAll(() => template[Symbol.asyncDispose]());

  test('that stands is accepted, and its commit released', async () => {
    await using line = copyLine(template);
    const verified = await line.cli('verify', 'main', '--json');
    expect({ code: verified.code, ok: JSON.parse(verified.stdout).ok }).toEqual({ code: 0, ok: true });
    const released = await line.cli('release', 'main', '--json');
    const { commit, outcome } = JSON.parse(released.stdout);
    expect({ code: released.code, commit, outcome }).toEqual({ code: 0, commit: attested, outcome: 'promoted' });
    const [signed] = await line.of('release.attested');
    const { deployment = '', head, keyId, artefact } = signed?.payload ?? {};
    const { releases } = JSON.parse((await line.cli('verify', 'main', '--json')).stdout);
    expect(releases).toEqual([
      {
        commit: attested,
        artefact,
        deployment,
        outcome: 'promoted',
        deploymentHead: head,
        jidoka: expect.any(String),
        ledgerHead: expect.any(Object),
        keyId,
      },
    ]);
    const chain = await line.events(`deployment-${deployment}`);
    const ledger = JSON.parse((await line.cli('ledger', 'verify', '--json')).stdout);
    expect([chain[head?.index ?? -1]?.hash, ledger.ok]).toEqual([head?.hash, true]);
    const status = JSON.parse((await line.cli('status', '--json')).stdout);
    expect({ commit: status.stable.commit, answer: await (await fetch(`${status.url}/`)).text() }).toEqual({
      commit: attested,
      answer: 'Hello, you!',
    });
  });

  test.each([...MOVED, ...FAKED_PARENTS, ...FORGED, ...OTHERWISE_JUDGED])('$title is refused', async ({ arrange, reasons }) => {
    await using line = copyLine(template);
    const commit = line.git('rev-parse', arrange(line, attested));
    const expected = reasons(line, commit, attested);
    const verified = await line.cli('verify', commit, '--json');
    const released = await line.cli('release', commit, '--json');
    expect({ code: verified.code, ...JSON.parse(verified.stdout) }).toEqual({
      code: 1,
      schemaVersion: 1,
      commit,
      ok: false,
      reasons: expected,
    });
    expect({ code: released.code, ...JSON.parse(released.stdout) }).toEqual({
      code: 1,
      schemaVersion: 1,
      commit,
      outcome: 'refused',
      reasons: expected,
    });
    expect((await line.of('release.refused')).map(({ payload }) => payload)).toEqual([{ commit, reasons: expected }]);
    expect([await line.of('deployment.started'), line.processes()]).toEqual([[], []]);
  });

  test('of another trust domain can be verified by everybody, and is not released here', async () => {
    await using line = copyLine(template);
    const env = { ...line.env, CI: 'true' };
    const verified = await runCli(['verify', attested], { cwd: line.root, env });
    const { code, stdout } = await runCli(['release', attested, '--json'], { cwd: line.root, env });
    expect([verified.code, code, JSON.parse(stdout).reasons]).toEqual([
      0,
      1,
      ['it was judged in the trust domain person, and this one is ci'],
    ]);
  });

  test.each<{ readonly title: string; readonly tamper: (artefact: string) => void; readonly reason: string }>([
    {
      title: 'a byte',
      tamper: (dir) => appendFileSync(join(dir, 'src/greet.js'), '\n'),
      reason: 'the build <build> on this machine is not what was attested',
    },
    {
      title: 'a file more',
      tamper: (dir) => writeFileSync(join(dir, 'src/more.js'), ''),
      reason: 'the build <build> on this machine is not what was attested',
    },
    {
      title: 'a file less',
      tamper: (dir) => rmSync(join(dir, 'test/farewell.test.js')),
      reason: 'the build <build> on this machine is not what was attested',
    },
    {
      title: 'a mode',
      tamper: (dir) => chmodSync(join(dir, 'src/greet.js'), 0o755),
      reason: 'the build <build> on this machine is not what was attested',
    },
    {
      title: 'all of it gone',
      tamper: (dir) => rmSync(dir, { recursive: true }),
      reason: 'the build <build> is not on this machine any more; send its change down the line again with `jidoka run --change`',
    },
  ])('of a build that was changed on disk releases nothing: $title', async ({ tamper, reason }) => {
    await using line = copyLine(template);
    const artefacts = join(line.root, '.jidoka/state/artefacts');
    const [digest = ''] = readdirSync(artefacts);
    tamper(join(artefacts, digest));
    const { code, stdout } = await line.cli('release', 'main', '--json');
    expect({ code, ...JSON.parse(stdout) }).toEqual({
      code: 1,
      schemaVersion: 1,
      commit: attested,
      outcome: 'refused',
      reasons: [reason.replace('<build>', short(digest))],
    });
    expect([await line.of('deployment.started'), line.processes()]).toEqual([[], []]);
  });
});

test('a run that installs without a lockfile ends red: integrated, and not released', async () => {
  await using line = makeLine({
    config: { ...TARGET, commands: { test: 'node --test', start: 'node src/server.js', install: 'mkdir -p node_modules' } },
  });
  const change = line.commit(GOOD, 'By hand');
  const { outcome, reason, commit } = await line.run({ change });
  expect({ outcome, reason, commit }).toEqual({
    outcome: 'red',
    reason: 'integrated, but the release is refused: its dependencies are not locked: what was tested cannot be built again',
    commit: line.git('rev-parse', 'main'),
  });
  expect(await line.of('deployment.started')).toEqual([]);
});
