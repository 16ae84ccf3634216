import { BAD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

const soon = () => new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);

export default hostileCase({
  title: 'a waiver for its own finding, signed by nobody who may',
  promise: 'policy',
  level: 'detected',
  stage: 'gate',
  change: ({ write }) =>
    write({
      ...BAD,
      '.jidoka/waivers.yaml': JSON.stringify({
        waivers: [
          {
            fingerprint: '0'.repeat(32),
            checker: 'style-and-convention',
            rule: 'lint',
            path: 'src/farewell.js',
            reason: 'Wanted',
            expires: soon(),
            signature: { key: '0'.repeat(64), value: 'AAAA' },
          },
        ],
      }),
    }),
  expect: {
    outcome: 'red',
    found: ['4 protected-path .jidoka/waivers.yaml', '4 waiver-invalid .jidoka/waivers.yaml', '7 lint src/farewell.js'],
  },
});
