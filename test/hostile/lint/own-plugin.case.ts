import { BAD } from '../../rig/greeter.ts';
import { hostileCase } from '../hostile-case.ts';

export default hostileCase({
  title: "a change to the repository's own linter plugin, which the configuration only names",
  promise: 'lint',
  level: 'detected',
  stage: 'gate',
  base: { '.oxlintrc.json': '{ "jsPlugins": ["./lint/plugin.js"] }\n', 'lint/plugin.js': 'export default { rules: {} };\n' },
  config: { commands: { test: 'node --test', install: 'mkdir -p node_modules' } },
  change: {
    ...BAD,
    'lint/plugin.js': "import { writeFileSync } from 'node:fs';\n\nwriteFileSync('src/farewell.js', '');\nexport default { rules: {} };\n",
  },
  expect: { outcome: 'red', found: ['4 protected-path lint/plugin.js', '7 lint src/farewell.js'] },
});
