/** Gives jasmine a reporter of ours: since 3.3 it takes one by argument. It runs where the tests do, in parallel runs in a process of its own. */
export const JASMINE_HOOK = `const filesById = new Map();
// Before version 5.13 it does not say in which file a test is.
const noteFiles = (names) => {
  for (const name of names) {
    const declare = globalThis[name];
    if (typeof declare !== 'function') continue;
    globalThis[name] = (...given) => {
      const spec = declare(...given);
      filesById.set(spec?.id, callerFile());
      return spec;
    };
  }
};
const reporterOf = (write, version) => class {
  reporterCapabilities = { parallel: true };
  suites = new Map();
  constructor() {
    const [major, minor] = version.split('.').map(Number);
    if (major < 5 || (major === 5 && minor < 13)) noteFiles(['it', 'fit', 'xit']);
  }
  stack = [];
  namesOf(id) {
    const suite = this.suites.get(id);
    return suite === undefined ? [] : [...this.namesOf(suite.parent), clip(suite.description)];
  }
  tell(name, { id, filename, failedExpectations, duration }, status) {
    const [first] = failedExpectations ?? [];
    const stack = typeof first?.stack === 'string' ? clip(first.stack) : null;
    const failure = status === 'failed' ? { message: textOf(first?.message ?? 'it failed'), stack } : null;
    if (failure !== null) console.log('failed: ' + name.join(' > ') + ': ' + failure.message);
    const durationMs = typeof duration === 'number' ? duration : null;
    write({ event: 'test', name, file: pathOf(filename) ?? filesById.get(id) ?? null, status, durationMs, failure });
  }
  jasmineStarted() {
    write({ event: 'begin' });
  }
  suiteStarted({ id, description, parentSuiteId }) {
    this.suites.set(id, { description, parent: parentSuiteId ?? this.stack.at(-1) });
    this.stack.push(id);
  }
  suiteDone(result) {
    this.stack = this.stack.filter((id) => id !== result.id);
    // What comes after all of its tests.
    if (result.failedExpectations?.length > 0) this.tell([...this.namesOf(result.id), '(suite)'], result, 'failed');
  }
  specDone(result) {
    const name = [...this.namesOf(result.parentSuiteId ?? this.stack.at(-1)), clip(result.description)];
    this.tell(name, result, ['passed', 'failed'].includes(result.status) ? result.status : 'skipped');
  }
  jasmineDone(result) {
    if (result.failedExpectations?.length > 0) this.tell(['(outside of the tests)'], result, 'failed');
    write({ event: 'end' });
  }
};
const path = program();
const given = process.argv.slice(2);
if (path !== null && /[\\\\/]jasmine[\\\\/]bin[\\\\/]jasmine\\.js$/.test(path) && !['init', 'examples', 'help', '-h', '--help', 'version', '-v', '--version'].includes(given[0])) {
  if (plan.plant !== null) plantTests(plan.plant);
  const { report, write } = startedRun(path);
  const file = report.replace(/\\.json$/, '.cjs');
  const key = 'Symbol.for(' + JSON.stringify(file) + ')';
  Object.defineProperty(globalThis, Symbol.for(file), { value: reporterOf(write, versionOf(path)) });
  writeFileSync(file, 'module.exports = globalThis[' + key + '];\\n', { mode: 0o600 });
  const end = process.argv.indexOf('--');
  process.argv.splice(end === -1 ? process.argv.length : end, 0, '--reporter=' + file);
}
`;
