import { REPORTER } from './reporter-source.ts';

/**
 * Gives Playwright a reporter of ours in the environment, which every version since 1.30 adds to those of its configuration. One failure is not
 * to end the run before a planted test.
 */
export const PLAYWRIGHT_HOOK = `const path = program();
const isTest = process.argv[2] === 'test' && !process.argv.some((word) => /^(--list|--ui(-.*)?|--help|-h)$/.test(word));
if (path !== null && /[\\\\/](playwright|@playwright[\\\\/][\\w-]+)[\\\\/]cli\\.js$/.test(path) && isTest) {
  if (plan.plant !== null) plantTests(plan.plant);
  const { report } = startedRun(path);
  const file = report.replace(/\\.json$/, '.cjs');
  const run = report.replace(/report-([^\\\\/]+)$/, 'run-$1');
  const constants = "'use strict';\\nconst report = " + JSON.stringify(report) + ';\\nconst run = ' + JSON.stringify(run) + ';\\n';
  writeFileSync(file, constants + ${JSON.stringify(REPORTER)}, { mode: 0o600 });
  process.env.PW_TEST_REPORTER = file;
  const given = process.argv.slice(3).filter((word) => word !== '-x');
  const end = given.indexOf('--');
  given.splice(end === -1 ? given.length : end, 0, '--max-failures=0');
  process.argv.splice(3, process.argv.length, ...given);
}
`;
