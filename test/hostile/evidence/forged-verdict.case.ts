import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'an attestation whose red checker was edited to passed',
  promise: 'evidence',
  level: 'detected',
  stage: 'evidence',
  tamper({ line, commit }) {
    const envelope = JSON.parse(line.git('notes', '--ref=refs/notes/jidoka', 'show', commit));
    const payload = Buffer.from(envelope.payload, 'base64').toString().replace('"person"', '"ci"');
    line.git(
      'notes',
      '--ref=refs/notes/jidoka',
      'add',
      '-f',
      '-m',
      JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') }),
      commit,
    );
  },
  ask: ['verify', '{{commit}}'],
  expect: { code: 1, answer: { ok: false, reasons: ['it is signed by no key that the base commit trusts'] } },
});
