// `npm run lint`, second half: the rules of the architecture that need the whole tree.
import { checkArchitecture } from './architecture/check.ts';
import { readEntries } from './architecture/entries.ts';

const root = process.cwd();
const { modules, violations } = checkArchitecture(root, readEntries(root));
for (const { path, line, rule, message } of violations) console.error(`${path}:${line} ${rule}: ${message}`);
console.log(`${violations.length} architecture violations in ${modules} modules`);
// Nothing looked at is not a pass.
if (violations.length > 0 || modules === 0) process.exitCode = 1;
