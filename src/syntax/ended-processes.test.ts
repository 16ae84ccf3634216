import { expect, test } from 'vitest';
import { endedProcessesIn } from './ended-processes.ts';
import { parseSource } from './parse-source.ts';

test.each([
  [1, `it('a', () => { process.exit(0); assert(b); });`],
  [1, `after(() => process.exit());`],
  [1, `process.on('exit', () => { process.exitCode = 0; });`],
  [0, `process.on('exit', () => { process.exitCode = 1; }); process.exit(1); process.exit(code);`],
  [0, `if (process.argv[2] === 'child') { run(); process.exit(0); }`],
  [0, `afterEach(() => { process.exitCode = 0; }); child.exit(0);`],
])('%i: %s', (count, text) => {
  const source = parseSource('a.ts', text);
  expect(source?.problem).toBeNull();
  expect(source === null ? -1 : endedProcessesIn(source.program).length).toBe(count);
});
