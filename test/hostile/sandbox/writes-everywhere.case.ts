import { attempt } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a test that writes to the person's HOME, checkout and to Jidoka's state",
  promise: 'secrets',
  level: { process: 'not-covered', bubblewrap: 'prevented' },
  open: 'a process of the same user writes where the user may write; ledger, attestations, builds and kept verdicts are recognised by signature and digest',
  stage: 'gate',
  change: attempt(`for (const file of ['{{witness}}', '{{root}}/witness', '{{state}}/witness']) {
    try {
      writeFileSync(file, 'was here');
    } catch (error) {
      console.log(error.code);
    }
  }`),
  expect: {
    process: { outcome: 'green', reached: ['home', 'checkout', 'state'] },
    bubblewrap: { outcome: 'green' },
  },
});
