import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file name that clears the screen and writes its own verdict',
  promise: 'output',
  level: 'prevented',
  stage: 'output',
  change: { 'src/\u001b[2J\u001b[1;32mgreen\u001b[0m.js': 'debugger;\n' },
  expect: { outcome: 'red', found: ['7 lint src/\u001b[2J\u001b[1;32mgreen\u001b[0m.js'] },
  acts: /\u001b/,
  shown: '\\u001b[2J',
});
