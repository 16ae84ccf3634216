import { expect, test } from 'vitest';
import { AdapterError } from '../../domain/error.ts';
import { parseSarif } from './parse-sarif.ts';

const ROOT = '/builds/tree';

const place = (artifactLocation: object, region?: object) => ({
  locations: [{ physicalLocation: { artifactLocation, ...(region === undefined ? {} : { region }) } }],
});
const result = (more: object = {}) => ({ ruleId: 'r', message: { text: 'm' }, ...place({ uri: 'a.js' }), ...more });
const log = (run: object) => JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 't' } }, results: [], ...run }] });
const problems = (run: object) => parseSarif(log(run), ROOT).problems;
const one = (more: object, run: object = {}) => problems({ results: [result(more)], ...run })[0];
const pathOf = (artifactLocation: object, run: object = {}) => one(place(artifactLocation), run)?.path;

test('reads all runs, the tool and the files that were looked at', () => {
  const text = JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'first', version: '1', semanticVersion: '1.2.3' } },
        artifacts: [
          { location: { uri: 'a%20b.js' } },
          { location: { uri: 'file:///builds/tree/c.js' } },
          { location: { uri: 'file:///usr/x.h' } },
        ],
        results: [result({ level: 'error', ...place({ index: 0 }, { startLine: 3, startColumn: 2, endLine: 4, endColumn: 1 }) })],
      },
      { tool: { driver: { name: 'second' } }, results: [result({ ruleId: 's' })] },
    ],
  });
  expect(parseSarif(`\uFEFF${text}`, ROOT)).toEqual({
    tool: { name: 'first', version: '1.2.3' },
    problems: [
      { code: 'r', severity: 'error', message: 'm', path: 'a b.js', range: { startLine: 3, startColumn: 2, endLine: 4, endColumn: 1 } },
      { code: 's', severity: 'warning', message: 'm', path: 'a.js' },
    ],
    files: ['a b.js', 'c.js'],
    failures: [],
  });
});

test.each([
  ['relative', { uri: 'src/a.js' }, {}, 'src/a.js'],
  ['with a dot', { uri: './src/../a.js' }, {}, 'a.js'],
  ['encoded', { uri: 'src/%C3%A4%20b.js' }, {}, 'src/ä b.js'],
  ['with a percent sign that encodes nothing', { uri: '100%.js' }, {}, '100%.js'],
  ['on a base the report does not resolve', { uri: 'a.js', uriBaseId: '%SRCROOT%' }, {}, 'a.js'],
  [
    'on a base that is a folder',
    { uri: 'a.js', uriBaseId: 'SRC' },
    { originalUriBaseIds: { SRC: { uri: 'src', uriBaseId: 'ROOT' }, ROOT: { uri: 'file:///builds/tree/' } } },
    'src/a.js',
  ],
  ['absolute', { uri: '/builds/tree/src/a.js' }, {}, 'src/a.js'],
  ['absolute and elsewhere', { uri: 'file:///builds/treetop/a.js' }, {}, null],
  ['a base of another machine', { uri: 'a.js', uriBaseId: 'R' }, { originalUriBaseIds: { R: { uri: 'file:///github/workspace/' } } }, null],
  ['of another host', { uri: 'file://host/builds/tree/a.js' }, {}, null],
  ['of the web', { uri: 'https://example.com/a.js' }, {}, null],
  ['of the web, on a base', { uri: 'https://example.com/a.js', uriBaseId: 'SRC' }, { originalUriBaseIds: { SRC: { uri: 'src/' } } }, null],
  ['the root itself', { uri: '.' }, {}, null],
  ['none', {}, {}, null],
  ['by an index that is not there', { index: 7 }, { artifacts: [] }, null],
])('a place that is %s', (_, location, run, path) => {
  expect(pathOf(location, run)).toBe(path);
});

test.each([
  ['../secret', {}],
  ['src/%2e%2e/%2e%2e/secret', {}],
  ['a.js', { originalUriBaseIds: { B: { uri: '../../' } } }],
])('a place that leads out of the repository is refused: %s', (uri, run) => {
  expect(() => pathOf({ uri, uriBaseId: 'B' }, run)).toThrow(/outside of the repository/);
});

test('bases that stand on each other without end are refused', () => {
  expect(() => pathOf({ uri: 'a.js', uriBaseId: 'A' }, { originalUriBaseIds: { A: { uri: 'x/', uriBaseId: 'A' } } })).toThrow(AdapterError);
});

const RULES = {
  tool: {
    driver: { name: 't', rules: [{ id: 'r', defaultConfiguration: { level: 'error' }, messageStrings: { bad: { text: 'bad {0} {9}' } } }] },
  },
};

test.each([
  ['as it says', { level: 'note' }, {}, 'note'],
  ['none is a note', { level: 'none' }, {}, 'note'],
  ['by its rule', {}, RULES, 'error'],
  ['by a rule that it names in more detail', { ruleId: 'r/deep' }, RULES, 'error'],
  ['by the rule of an index', { ruleId: undefined, ruleIndex: 0 }, RULES, 'error'],
  ['without any word', {}, {}, 'warning'],
  ['to be looked at', { kind: 'review', level: 'none' }, RULES, 'warning'],
])('the severity %s', (_, more, run, severity) => {
  expect(one(more, run)?.severity).toBe(severity);
});

test('a message of its rule takes the arguments', () => {
  expect(one({ message: { id: 'bad', arguments: ['$&'] } }, RULES)?.message).toBe('bad $& {9}');
});

test('what is suppressed is a problem like any other; what passed is none', () => {
  const suppressions = [{ kind: 'inSource', status: 'accepted' }];
  expect(problems({ results: [result({ suppressions }), result({ kind: 'pass' }), result({ kind: 'notApplicable' })] })).toHaveLength(1);
});

test('a line or column of 0 is one that nobody knows', () => {
  expect(one(place({ uri: 'a.js' }, { startLine: 2, startColumn: 0, endLine: 1, endColumn: 0 }))?.range).toEqual({ startLine: 2 });
  expect(one(place({ uri: 'a.js' }, { startLine: 0 }))?.range).toBe(undefined);
});

test('says what the tool could not do', () => {
  const failed = (invocation: object) => parseSarif(log({ invocations: [{ executionSuccessful: true, ...invocation }] }), ROOT).failures;
  const said = { level: 'error', message: { text: 'cannot read' }, locations: result().locations };
  expect(failed({ toolExecutionNotifications: [said, { ...said, level: 'warning' }] })).toEqual([{ message: 'cannot read', path: 'a.js' }]);
  expect(failed({ executionSuccessful: false })).toEqual([{ message: 'it says that it was not successful', path: null }]);
});

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['another version', JSON.stringify({ version: '2.0.0', runs: [] })],
  ['no run', JSON.stringify({ version: '2.1.0', runs: [] })],
  ['no results', log({ results: undefined })],
  ['results that are null', log({ results: null })],
  ['a result without a message', log({ results: [{ ruleId: 'r' }] })],
  ['a message that nobody has', log({ results: [result({ message: { id: 'bad' } })] })],
  ['a level nobody knows', log({ results: [result({ level: 'fatal' })] })],
  ['a negative line', log({ results: [result(place({ uri: 'a.js' }, { startLine: -1 }))] })],
])('a report with %s is refused', (_, text) => {
  expect(() => parseSarif(text, ROOT)).toThrow(AdapterError);
});
