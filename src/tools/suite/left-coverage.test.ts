import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkoutWith, signal } from '../fixtures/checkout-with.ts';
import { vitest } from '../vitest/vitest.ts';
import { leftCoverage, olderReports } from './left-coverage.ts';
import { testSuite } from './test-suite.ts';

const lcov = (path: string, hits = 1) => `SF:${path}\nDA:1,${hits}\nend_of_record\n`;
const jacoco = (file: string) =>
  `<?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="x"><package name="org/demo"><sourcefile name="${file}"><line nr="1" ci="2"/></sourcefile></package></report>`;
const cobertura = '<coverage version="1"><class filename="a.js"><line number="1" hits="9"/></class></coverage>';
const SOURCES = { 'a.js': '', 'packages/b/b.js': '', 'm/src/main/java/org/demo/A.java': '', 'n/src/main/java/org/demo/B.java': '' };

/** What is read of these files, made after the beginning. */
async function read(
  left: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = {},
  meanwhile?: (dir: string) => void,
) {
  using checkout = checkoutWith({ ...SOURCES, ...before });
  const older = await olderReports(checkout.dir);
  for (const [path, text] of Object.entries(left)) {
    mkdirSync(dirname(join(checkout.dir, path)), { recursive: true });
    writeFileSync(join(checkout.dir, path), text.replaceAll('<dir>', checkout.dir));
  }
  meanwhile?.(checkout.dir);
  const found = await leftCoverage(checkout.dir, older);
  if (found === null) return null;
  return found.coverage === null
    ? found.coverageReason
    : Object.fromEntries([...found.coverage].map(([path, lines]) => [path, lines.get(1)]));
}

test.each<[string, Readonly<Record<string, string>>, unknown]>([
  ['nothing', {}, null],
  ['a path of the checkout', { 'coverage/lcov.info': lcov('<dir>/a.js') }, { 'a.js': 1 }],
  ['a path from the folder of its project', { 'packages/b/coverage/lcov.info': lcov('b.js', 2) }, { 'packages/b/b.js': 2 }],
  ['a path from the root', { 'packages/b/coverage/lcov.info': lcov('packages/b/b.js', 2) }, { 'packages/b/b.js': 2 }],
  ['two reports of one run', { 'coverage/lcov.info': lcov('a.js'), 'coverage/cobertura-coverage.xml': cobertura }, { 'a.js': 1 }],
  [
    'reports of two projects',
    { 'coverage/lcov.info': lcov('a.js'), 'packages/b/lcov.info': lcov('<dir>/a.js', 0) + lcov('b.js') },
    { 'a.js': 1, 'packages/b/b.js': 1 },
  ],
  [
    'a file known by its ending',
    { 'm/target/site/jacoco/jacoco.xml': jacoco('A.java'), 'n/build/reports/jacoco/test/jacocoTestReport.xml': jacoco('B.java') },
    { 'm/src/main/java/org/demo/A.java': 1, 'n/src/main/java/org/demo/B.java': 1 },
  ],
  ['no file of the repository', { 'lcov.info': lcov('/etc/passwd') + lcov('../../a.js') }, 'lcov.info names no file of the repository'],
  ['another file of that name', { 'coverage.xml': '<?xml version="1.0"?>\n<CoverageSession/>' }, null],
])('of %s', async (_, left, expected) => {
  expect(await read(left)).toEqual(expected);
});

test('what cannot be read is no answer', async () => {
  await expect(read({ 'coverage/lcov.info': lcov('a.js').slice(0, -4) })).rejects.toMatchObject({ code: 'UNREADABLE_COVERAGE' });
});

test('an older report never counts, whatever is done to it, and neither does a link', async () => {
  const old = { 'coverage/lcov.info': lcov('a.js'), 'old.txt': lcov('a.js') };
  const later = new Date(Date.now() + 60_000);
  expect(await read({}, old)).toBe(null);
  expect(await read({}, old, (dir) => utimesSync(join(dir, 'coverage/lcov.info'), later, later))).toBe(null);
  expect(await read({ 'coverage/lcov.info': lcov('a.js', 2) }, old)).toBe(null);
  expect(await read({}, { 'old.txt': lcov('a.js') }, (dir) => symlinkSync(join(dir, 'old.txt'), join(dir, 'lcov.info')))).toBe(null);
});

test('a test command whose runner measures nothing leaves a report', async () => {
  using checkout = checkoutWith({
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'vitest run && cp recorded.txt lcov.info' } }),
    'a.js': 'export const a = 1;\n',
    'a.test.js': "import { test } from 'vitest';\nimport './a.js';\ntest('a', () => {});\n",
    'recorded.txt': lcov('a.js', 3),
  });
  symlinkSync(join(process.cwd(), 'node_modules'), join(checkout.dir, 'node_modules'));
  const { coverage, tools } = await testSuite([vitest()]).run({ checkout, command: 'npm test', coverage: true, signal });
  expect([[...(coverage ?? [])], tools.map(({ name }) => name)]).toEqual([[['a.js', new Map([[1, 3]])]], ['vitest', 'lcov (lcov.info)']]);
});
