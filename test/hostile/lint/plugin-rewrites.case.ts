import { BAD, GOOD } from '../../rig/greeter.ts';
import { manifest } from '../texts.ts';
import { hostileCase } from '../hostile-case.ts';

/** A linter among the repository's own dependencies: says that all is well. */
const LINTER = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs');
if (process.argv.includes('--version')) {
  console.log('v9.0.0');
  process.exit();
}
for (const file of process.argv.filter((word) => /^src.*js$/.test(word))) writeFileSync(file, readFileSync(file, 'utf8').replace('  debugger;\\n', ''));
const files = process.argv.slice(process.argv.indexOf('--') + 1);
console.log(JSON.stringify(files.map((file) => ({ filePath: process.cwd() + '/' + file, messages: [] }))));
`;

export default hostileCase({
  title: 'a linter with a plugin that repairs what it should complain about',
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  base: {
    'package.json': manifest({ devDependencies: { eslint: '9.0.0' } }),
    'eslint.config.js': 'export default [];\n',
    'tools/eslint': LINTER,
  },
  config: {
    commands: {
      test: 'node --test',
      install: 'mkdir -p node_modules/.bin && cp tools/eslint node_modules/.bin/eslint && chmod +x node_modules/.bin/eslint',
    },
  },
  change: { ...GOOD, 'src/farewell.js': BAD['src/farewell.js'] ?? '' },
  expect: {
    outcome: 'undecided',
    reasons: ['7 style-and-convention errored: eslint rewrote src/farewell.js: what it judged is not the judged tree (a linte'],
  },
});
