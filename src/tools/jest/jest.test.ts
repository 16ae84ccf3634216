import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { checkoutWith } from '../fixtures/checkout-with.ts';
import { runTests } from '../fixtures/run-tests.ts';
import { jest } from './jest.ts';

const recorded = (path: string) => readFileSync(new URL(`../../formats/${path}`, import.meta.url), 'utf8');

/** A stand-in for jest's own program that writes what jest 30 wrote, where its arguments say. */
const PROGRAM = `#!/usr/bin/env node
const { writeFileSync } = require('node:fs');
const value = (flag) => process.argv.find((word) => word.startsWith(flag + '='))?.slice(flag.length + 1);
const here = (text) => text.replaceAll('/project', process.cwd());
if (!process.argv.includes('--json')) process.exit(9);
// Where the configuration says bail, jest leaves at the first failure without a report, unless the last word is another.
if (process.argv.findLast((word) => word.startsWith('--bail')) !== '--bail=0') process.exit(1);
writeFileSync(value('--outputFile'), here(${JSON.stringify(recorded('jest-json/fixtures/jest.json'))}));
if (process.argv.includes('--coverage'))
  writeFileSync(value('--coverageDirectory') + '/coverage-final.json', here(${JSON.stringify(recorded('istanbul/fixtures/jest.json'))}));
process.exitCode = 1;
`;
const FILES = {
  'package.json': JSON.stringify({
    name: 'x',
    private: true,
    scripts: { test: 'npm run unit', unit: 'node node_modules/jest/bin/jest.js test --bail -- x' },
  }),
  'node_modules/jest/bin/jest.js': PROGRAM,
  'node_modules/jest/package.json': JSON.stringify({ name: 'jest', version: '30.5.2' }),
};

describe('jest', () => {
  test('reads report and coverage of an unchanged npm test', async () => {
    using checkout = checkoutWith(FILES);
    const report = await runTests(jest(), { checkout });
    expect(report.tests.map(({ status, file, line, name }) => [status, file, line, ...name])).toEqual([
      ['passed', 'test/a.test.js', null, 'suite', 'works'],
      ['failed', 'test/a.test.js', 5, 'suite', 'bad'],
      ['skipped', 'test/a.test.js', null, 'suite', 'sk'],
      ['todo', 'test/a.test.js', null, 'suite', 'td'],
      ['failed', 'test/b.test.js', null, 'test/b.test.js'],
    ]);
    expect({ tools: report.tools, coverage: report.coverage, exitCode: report.exitCode }).toEqual({
      tools: [{ name: 'jest', version: '30.5.2' }],
      coverage: new Map([
        [
          'src/sign.js',
          new Map([
            [1, 1],
            [2, 2],
            [3, 0],
            [5, 2],
          ]),
        ],
      ]),
      exitCode: 1,
    });
  });

  test.each(['node_modules/react-scripts/scripts/test.js', 'node_modules/kcd-scripts/dist/scripts/test.js'])(
    'is asked inside of %s as well, which runs it in its own process',
    async (path) => {
      const { 'node_modules/jest/bin/jest.js': program, ...others } = FILES;
      const manifest = JSON.stringify({ name: 'x', private: true, scripts: { test: `node ${path}` } });
      using checkout = checkoutWith({ ...others, 'package.json': manifest, [path]: program });
      expect((await runTests(jest(), { checkout, coverage: false })).tests).toHaveLength(5);
    },
  );

  test('a program that leaves no report is no answer', async () => {
    using checkout = checkoutWith({ ...FILES, 'node_modules/jest/bin/jest.js': '' });
    await expect(runTests(jest(), { checkout, coverage: false })).rejects.toThrow(AdapterError);
  });
});
