import { expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { parseJunit } from './parse-junit.ts';

const ROOT = '/checkout/tree';
const parse = (text: string) => parseJunit(text, ROOT);
const suite = (inner: string, attributes = 'name="s"') => `<testsuites><testsuite ${attributes}>${inner}</testsuite></testsuites>`;
const FAILED = '<testcase classname="c" name="n"><failure message="m"/></testcase>';
const said = (text: string) => parse(text).problems.map(({ code, path, range }) => `${code} ${path}:${range?.startLine}`);

test('pytest: its lines begin at 0, and a teardown that fails too is a case of its own that it does not count', () => {
  const text = `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="2" failures="3" skipped="1" tests="9" time="0.138">
    <testcase classname="test_a" name="test_ok" file="test_a.py" line="1" time="0.000" />
    <testcase classname="test_a" name="test_p[&lt;a&amp;b&gt;]" file="test_a.py" line="3"><failure message="assert 0&#10;  &#10;+ x">x</failure></testcase>
    <testcase classname="test_a" name="test_double" file="test_a.py" line="9"><failure message="assert 0">x</failure></testcase>
    <testcase classname="test_a" name="test_double" file="test_a.py" line="9"><error message="failed on teardown">x</error></testcase>
    <testcase classname="test_a" name="test_td" file="test_a.py" line="10"><error message="failed on teardown">x</error></testcase>
    <testcase classname="test_a" name="test_x" file="test_x.py" line="13"><skipped type="pytest.xfail" message="" /></testcase>
    <testcase classname="test_c.TestU" name="test_sub" file="test_c.py" line="16"><failure message="AssertionError: 1 != 0">x</failure></testcase>
    </testsuite></testsuites>`;
  const { problems, tests, ...rest } = parse(text);
  expect(tests.map((one) => `${one.name} ${one.status} ${one.said?.split('\n')[0]}`)).toContain('test_p[<a&b>] failed assert 0');
  expect(rest).toEqual({
    tool: { name: '', version: null },
    files: ['test_a.py', 'test_c.py'],
    failures: [],
    cases: { ran: 6, skipped: 1 },
  });
  expect(problems[0]).toEqual({
    code: 'pytest tests › pytest › test_a › test_p[<a&b>]',
    severity: 'error',
    message: 'assert 0',
    path: 'test_a.py',
    count: 1,
    range: { startLine: 4 },
  });
  expect(problems).toHaveLength(5);
});

test('Surefire: one suite as root, a case that passed when it was run again, one that did not', () => {
  const text = `<testsuite xmlns:xsi="x" name="com.a.BTest" time="0.05" tests="4" errors="1" skipped="1" failures="0"><properties><property name="a" value="b"/></properties>
    <testcase name="a" classname="com.a.BTest" time="0.01"><flakyFailure message="x" type="y"><stackTrace>at</stackTrace></flakyFailure></testcase>
    <testcase name="b" classname="com.a.BTest"><error type="java.lang.Error"><![CDATA[java.lang.Error: <x>
  at com]]></error><rerunError type="java.lang.Error"/><system-out><![CDATA[<testcase/>]]></system-out></testcase>
    <testcase name="c" classname="com.a.BTest"><skipped/></testcase><testcase name="d" classname="com.a.BTest"/></testsuite>`;
  const { problems, cases } = parse(text);
  expect(problems).toEqual([{ code: 'com.a.BTest › b', severity: 'error', message: 'java.lang.Error: <x>', path: null, count: 1 }]);
  expect(cases).toEqual({ ran: 3, skipped: 1 });
});

test('gotestsum: a package that did not start is a case that it does not count', () => {
  const text = `<testsuites><testsuite tests="0" failures="0" time="0.0" name="example.com/m/bad"><testcase classname="" name="TestMain" time="0.0">
    <failure message="Failed" type="">exit 2&#xA;FAIL&#x9;x</failure></testcase></testsuite><testsuite tests="1" failures="0" name="example.com/m/good">
    <testcase classname="example.com/m/good" name="TestA" time="0.0"></testcase></testsuite></testsuites>`;
  expect(said(text)).toEqual(['example.com/m/bad › TestMain null:undefined']);
  expect(parse(text).cases).toEqual({ ran: 2, skipped: 0 });
});

test('jest-junit: the suite that could not start is only counted, and then the report is refused', () => {
  const text = (errors: number) => `<testsuites name="jest tests" tests="1" failures="0" errors="${errors}" time="1.3">
    <testsuite name="S" errors="0" failures="0" skipped="1" tests="1"><testcase classname="S passes" name="S passes" time="0.002"></testcase>
    <testcase classname="S x" name="S x" time="0"><skipped/></testcase></testsuite></testsuites>`;
  expect(parse(text(0)).cases).toEqual({ ran: 1, skipped: 1 });
  expect(() => parse(text(1))).toThrow(/declares 1 failures and errors/);
});

test('Node: suites in suites, of which each counts what stands in it', () => {
  const text = `<testsuites><testsuite name="outer" tests="2" failures="1" skipped="1" errors="0" disabled="0">
    <testsuite name="inner" tests="4" failures="1" skipped="1" errors="0"><testcase name="ok" classname="outer.inner" file="/checkout/tree/a.test.js"/>
    <testcase name="ok2" classname="outer.inner" file="/checkout/tree/a.test.js"/><testcase name="no" classname="outer.inner" file="/checkout/tree/a.test.js" failure="x">
    <failure type="testCodeFailure" message="x">Error</failure></testcase><testcase name="s" classname="outer.inner"><skipped type="skipped" message="true"/></testcase>
    </testsuite><testcase name="t" classname="outer"/></testsuite><!-- tests 5 --></testsuites>`;
  expect(said(text)).toEqual(['outer › inner › outer.inner › no a.test.js:undefined']);
});

test('the file of a suite is that of its cases; what is elsewhere is no file of the repository', () => {
  const at = (file: string) => said(suite(FAILED, `name="s" file="${file}"`));
  expect(at('/checkout/tree/src/a.php')).toEqual(['s › c › n src/a.php:undefined']);
  expect(at('./src/../b.php')).toEqual(['s › c › n b.php:undefined']);
  expect(at('/checkout/treetop/a.php')).toEqual(['s › c › n null:undefined']);
  expect(at('/checkout/tree')).toEqual(['s › c › n null:undefined']);
});

test.each(['../secret', 'src/../../secret', '..'])('a place that leads out of the repository is refused: %s', (file) => {
  expect(() => parse(suite(FAILED, `name="s" file="${file}"`))).toThrow(/outside of the repository/);
});

test('a name is the same in whatever folder the checkout lies', () => {
  expect(said(suite(FAILED, 'name="/checkout/tree/phpunit.xml"'))).toEqual(['phpunit.xml › c › n null:undefined']);
});

test.each([
  ['a failure of a suite', '<failure message="hook"/>', 's'],
  ['a failure beside a skip', '<testcase name="n"><skipped/><failure/></testcase>', 's › n'],
  ['a failure by status alone', '<testcase name="n" status="failed"/>', 's › n'],
])('%s is a failure', (_, inner, code) => {
  expect(said(suite(inner))).toEqual([`${code} null:undefined`]);
});

test.each(['<testcase name="n" status="notrun"/>', '<testcase name="n" status="run" result="suppressed"/>'])(
  'a case that was not run is none that ran: %s',
  (inner) => {
    expect(parse(suite(inner))).toMatchObject({ cases: { ran: 0, skipped: 1 }, files: [] });
  },
);

const TWO = `${FAILED}<testcase name="p"/><testcase name="q"><skipped/></testcase>`;
test.each([
  ['more tests', TWO, 'tests="4"'],
  ['fewer tests than passed', '<testcase name="p"/><testcase name="q"/><testcase name="r"/>', 'tests="1"'],
  ['more failures', TWO, 'failures="2"'],
  ['more failures and errors', TWO, 'failures="1" errors="1"'],
  ['more skipped', TWO, 'skipped="2"'],
  ['a count that is none', TWO, 'tests="many"'],
  ['a negative count', TWO, 'failures="-1"'],
  ['tests of pytest, and none is there', '', 'name="pytest" tests="3"'],
])('a suite that declares %s is refused', (_, inner, attributes) => {
  expect(() => parse(suite(inner, attributes))).toThrow(AdapterError);
  // The sum of all is held to the same.
  expect(() => parse(`<testsuites ${attributes.replace('name="pytest" ', '')}><testsuite>${inner}</testsuite></testsuites>`)).toThrow(
    AdapterError,
  );
});

test.each([
  ['another root', '<coverage/>'],
  ['an element that may be a failure', suite('<testcase name="n"><warning/></testcase>')],
  ['an element that may hold cases', suite('<group><testcase name="n"/></group>')],
  ['a case without a name', suite('<testcase/>')],
  ['a cut-off report', suite(TWO).slice(0, -20)],
  ['a bomb', `<!DOCTYPE a [<!ENTITY a "aa">]>${suite('<testcase name="&a;"/>')}`],
])('%s is refused', (_, text) => {
  expect(() => parse(text)).toThrow(AdapterError);
});
