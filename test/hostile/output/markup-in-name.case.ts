import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file name with HTML and Markdown that would hide the rest of a report',
  promise: 'output',
  level: 'prevented',
  stage: 'output',
  change: { 'src/<!-- ]]><script>alert(1)<script> --> ``` x.js': 'debugger;\n' },
  expect: { outcome: 'red', found: ['7 lint src/<!-- ]]><script>alert(1)<script> --> ``` x.js'] },
  acts: /\u0000/,
  shown: 'alert(1)',
});
