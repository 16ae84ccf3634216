import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'nothing: the attestation of a finished run',
  promise: 'evidence',
  level: 'honest',
  stage: 'evidence',
  tamper() {},
  ask: ['ledger', 'verify'],
  expect: { code: 0, answer: { ok: true } },
});
