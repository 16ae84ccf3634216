import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: 'a file name with a line of its own that is a command to the CI system',
  promise: 'output',
  level: 'prevented',
  stage: 'output',
  change: { 'src/a\n::error::all is well\n##[group]x.js': 'debugger;\n' },
  expect: { outcome: 'red', found: ['7 lint src/a\n::error::all is well\n##[group]x.js'] },
  acts: /^\s*(::error::all|##\[group)|##\[group/m,
  shown: 'error::all is well',
});
