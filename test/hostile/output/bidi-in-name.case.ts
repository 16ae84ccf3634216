import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file name that reads backwards, and one that holds what nobody sees',
  promise: 'output',
  level: 'prevented',
  stage: 'output',
  change: { 'src/\u202egnp.sj\u200b.js': 'debugger;\n' },
  expect: { outcome: 'red', found: ['7 lint src/\u202egnp.sj\u200b.js'] },
  acts: /[\u202a-\u202e\u2066-\u2069\u200b]/,
  shown: '\\u202egnp.sj',
});
