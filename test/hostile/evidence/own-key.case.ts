import { createSigningKey } from '../../../src/platform/signing-key.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "an attestation signed anew by somebody else's key",
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  tamper({ line, commit }) {
    const key = createSigningKey({ ...line.env, HOME: `${line.folder}/eve` });
    const envelope = JSON.parse(line.git('notes', '--ref=refs/notes/jidoka', 'show', commit));
    const payload = Buffer.from(envelope.payload, 'base64');
    const sig = key.sign(
      Buffer.concat([Buffer.from(`DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payload.length} `), payload]),
    );
    line.git(
      'notes',
      '--ref=refs/notes/jidoka',
      'add',
      '-f',
      '-m',
      JSON.stringify({ ...envelope, signatures: [{ keyid: key.keyId, sig }] }),
      commit,
    );
  },
  ask: ['verify', '{{commit}}'],
  expect: { code: 1, answer: { ok: false, reasons: ['it is signed by no key that the base commit trusts'] } },
});
