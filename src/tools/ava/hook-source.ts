/**
 * What listens to ava in its own process, where no test runs: every one of its reporters is told of these events, and since version 1 they
 * pass through one method. Its TAP names no file, and what is printed beside it looks the same.
 */
export const AVA_HOOK = `const FAILURES = ['hook-failed', 'internal-error', 'missing-ava-import', 'shared-worker-error', 'uncaught-exception', 'unhandled-rejection', 'worker-failed'];
const failureOf = (error, otherwise) => {
  if (typeof error !== 'object' || error === null) return { message: otherwise, stack: null };
  const details = error.formattedDetails ?? error.values ?? [];
  const shown = Array.isArray(details) ? details.map(({ label, formatted }) => plain(textOf(label)) + '\\n' + plain(textOf(formatted))) : [];
  const said = error.message || error.formattedError || (shown.length === 0 ? otherwise : '');
  const source = error.source ?? null;
  const at = source === null ? '' : '\\n at ' + pathOf(source.file) + ':' + source.line;
  return { message: clip([plain(textOf(said)), ...shown].join('\\n').trim()), stack: clip(error.stack ?? '') + at };
};
const listen = (RunStatus, write) => {
  const pending = new Map();
  let hasBegun = false;
  let hasFailed = false;
  let isCut = false;
  const tell = ({ testFile, title, err }, status, otherwise) => {
    const file = pathOf(testFile);
    const failure = status === 'failed' ? failureOf(err, otherwise) : null;
    hasFailed ||= failure !== null;
    pending.delete(JSON.stringify([testFile, title]));
    write({ event: 'test', name: [title === undefined ? '(' + otherwise + ')' : clip(title)], file, status, durationMs: null, failure });
  };
  const cutOff = (why) => {
    for (const event of [...pending.values()]) tell(event, 'failed', why);
  };
  const hear = (event) => {
    if (event.type === 'selected-test') {
      if (event.skip || event.todo) tell(event, event.skip ? 'skipped' : 'todo');
      else pending.set(JSON.stringify([event.testFile, event.title]), event);
    }
    // One that is expected to fail says nothing of the code.
    else if (event.type === 'test-passed') tell(event, event.knownFailing ? 'skipped' : 'passed');
    else if (event.type === 'test-failed') tell(event, 'failed', 'it failed');
    else if (event.type === 'timeout' || event.type === 'process-exit') cutOff(event.type);
    else if (event.type === 'interrupt') isCut = true;
    else if (FAILURES.includes(event.type)) tell(event, 'failed', event.type);
  };
  const { emitStateChange } = RunStatus.prototype;
  RunStatus.prototype.emitStateChange = function (event) {
    if (!hasBegun && this.stats.declaredTests === 0 && this.stats.finishedWorkers === 0) {
      hasBegun = true;
      write({ event: 'begin' });
    }
    hear(event);
    return emitStateChange.call(this, event);
  };
  process.on('exit', () => {
    if (isCut) return;
    // Where it stops at the first failure, the rest does not run.
    if (!hasFailed) cutOff('it did not come to its end');
    write({ event: 'end' });
  });
};
const path = program();
const others = ['reset-cache', '--version', '--help'];
if (path !== null && /[\\\\/]ava[\\\\/](cli\\.js|entrypoints[\\\\/]cli\\.m?js)$/.test(path) && !others.includes(process.argv[2])) {
  if (plan.plant !== null) plantTests(plan.plant);
  const write = begin(path);
  const library = join(dirname(above(dirname(path), 'package.json')), 'lib', 'run-status.js');
  import(pathToFileURL(library).href).then(
    (loaded) => listen(loaded.default, write),
    // No report, then.
    (error) => console.error(error),
  );
}
`;
