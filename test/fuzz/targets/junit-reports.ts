import { parseJunit } from '../../../src/formats/junit/parse-junit.ts';
import { mutateText } from '../mutate-text.ts';
import { type FuzzTarget, must } from '../target.ts';

const FAILED = '<testcase classname="c" name="red" file="src/a.js" line="3"><failure message="m">at a.js</failure></testcase>';
const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="all" tests="4" failures="1" errors="0"><testsuite name="outer" file="src/a.js" tests="4" failures="1" skipped="1">
<properties><property name="a" value="&lt;&#10;"/></properties><testcase classname="c" name="green" time="0.1"/>
<testsuite name="inner" tests="2" failures="1" skipped="0"><testcase name="ok"><system-out><![CDATA[<x>&]]></system-out></testcase>
${FAILED}</testsuite><!-- a note --><testcase name="later"><skipped/></testcase></testsuite></testsuites>
`;

/** What is taken away whole, or put in the place of another, leaves XML that is read. */
const PIECES = [
  FAILED,
  '<failure message="m">at a.js</failure>',
  '<testcase classname="c" name="green" time="0.1"/>',
  '<skipped/>',
  ' tests="2"',
];

/** A failed test is read as failed, or the report is refused: whether its words stand there unchanged, or only its suite still counts it. */
export const junitReports: FuzzTarget = {
  refusals: ['REPORT_UNREADABLE'],
  open: () => ({
    attempt(chance) {
      const moved = REPORT.replace(chance.oneOf(PIECES), chance.oneOf(['', ...PIECES]));
      const text = chance.oneIn(2) ? moved : mutateText(moved, chance, [FAILED, REPORT]);
      const { problems, cases } = parseJunit(text, '/builds/tree');
      const isHidden = /<!--(?:(?!-->)[^])*name="red"|<!\[CDATA\[(?:(?!\]\]>)[^])*name="red"/.test(text);
      must(!text.includes(FAILED) || isHidden || problems.length > 0, 'a failed test is gone', text);
      must(!text.includes('failures="1"') || isHidden || problems.length > 0, 'what a suite counts is gone', text);
      for (const { path } of problems) must(path === null || !/^\/|^\.\.(\/|$)/.test(path), 'a path leads out', path);
      return cases.ran > 0 ? 'read' : 'read, nothing ran';
    },
  }),
};
